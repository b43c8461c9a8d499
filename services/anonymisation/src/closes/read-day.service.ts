import { Injectable } from '@nestjs/common';
import type { BatchId } from '@passant/contracts';
import { PanelsService } from '../panels/panels.service';
import { PlansService, type Plan } from '../plans/plans.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { TransformService, type DayWindow, type ExactCounts } from '../transform/transform.service';
import type { ClaimedClose } from './close';
import { CloseNotReady, DayTooLong } from './closes.errors';

/** The plan a day is released over, and its hours. */
export interface DayFrame {
  readonly plan: Plan;
  readonly window: DayWindow;
}

/** A day, counted. */
export interface ReadDay {
  readonly table: ExactCounts['table'];
  readonly duplicates: ReadonlyMap<BatchId, number>;
  readonly batches: readonly BatchId[];
  /** The stop list that was applied. */
  readonly stopListNumber: number;
}

/** Reads a cleared day: sealed segments in, exact counts out, without whoever is on the newest stop list. */
@Injectable()
export class ReadDayService {
  constructor(
    private readonly plans: PlansService,
    private readonly panels: PanelsService,
    private readonly stopLists: StopListsService,
    private readonly transform: TransformService,
  ) {}

  /** @throws CloseNotReady, DayTooLong */
  async getFrame(close: ClaimedClose): Promise<DayFrame> {
    const plan = await this.plans.find(close.planId);
    if (!plan) throw new CloseNotReady('ZONE_PLAN_MISSING');
    const window = this.transform.findWindow(close.day, plan.market.timeZone);
    if (!window) throw new DayTooLong();
    return { plan, window };
  }

  /** @throws CloseNotReady, ObjectMissing, ClaimCheckMismatch, SealBroken, ManifestInvalid, EngineFailed */
  async read(close: ClaimedClose, { plan, window }: DayFrame, signal: AbortSignal): Promise<ReadDay> {
    const { market, day, planId, hashKey } = close;
    const { segments } = await this.transform.openManifest(close.manifest, { market, day, planId });
    // Also a day without rows: its measured panel decides groups and extrapolation.
    if ((await this.panels.findDestroyBy(market, day)) === undefined) throw new CloseNotReady('PANEL_MISSING');
    const footprints = await this.plans.findFootprints(planId);
    if (!footprints || !hashKey) throw new CloseNotReady('ZONE_PLAN_MISSING');
    const stopList = await this.stopLists.getNewest(market, day);
    if (stopList.number < close.clearedNumber) throw new CloseNotReady('STOP_LIST_MISSING');
    const zones = plan.zones.length;
    const stopped = stopList.pseudonyms;
    const counted = await this.transform.count({ segments, window, plan: footprints, zones, hashKey, stopped }, signal);
    const batches = [...new Set(segments.map(({ batchId }) => batchId))];
    return { ...counted, batches, stopListNumber: stopList.number };
  }
}
