import { Injectable } from '@nestjs/common';
import { dayClosed, monthOf, segmentConsumed, type BatchId } from '@passant/contracts';
import type { Transaction } from '../database/transactions';
import type { WrittenMarks } from '../months/mark-file';
import { WriteMarksService } from '../months/write-marks.service';
import { PanelsService } from '../panels/panels.service';
import { PlansService, type Plan } from '../plans/plans.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { TransformService, type DayWindow, type ExactCounts } from '../transform/transform.service';
import type { ClaimedDay } from './close';
import { ClosesOutside } from './closes-outside';
import { CloseNotReady, DayTooLong, StopListGrew } from './closes.errors';
import type { OpenPeriod, ReadPeriod } from './open-period';

/** What a day is read with. */
@Injectable()
export class DaySources {
  constructor(
    readonly plans: PlansService,
    readonly panels: PanelsService,
    readonly transform: TransformService,
    readonly marks: WriteMarksService,
  ) {}
}

/** What was read of a day. */
interface Found extends Pick<ExactCounts, 'duplicates'> {
  readonly batches: readonly BatchId[];
  readonly stopListNumber: number;
  readonly marks: WrittenMarks;
}

/** Reads a cleared day: sealed segments in, exact counts and marks of its month out, without whoever is on the newest stop lists. */
@Injectable()
export class ReadDayService {
  constructor(
    private readonly sources: DaySources,
    private readonly stopLists: StopListsService,
    private readonly outside: ClosesOutside,
  ) {}

  /** @throws CloseNotReady, DayTooLong */
  async open(close: ClaimedDay): Promise<OpenPeriod> {
    const plan = await this.sources.plans.find(close.planId);
    if (!plan) throw new CloseNotReady('ZONE_PLAN_MISSING');
    const window = this.sources.transform.findWindow(close.period, plan.market.timeZone);
    if (!window) throw new DayTooLong();
    return { plan, hours: window.hours, read: (signal) => this.read(close, { plan, window }, signal) };
  }

  /** @throws CloseNotReady, ObjectMissing, ClaimCheckMismatch, SealBroken, ManifestInvalid, EngineFailed, MarksLost */
  private async read(
    close: ClaimedDay,
    { plan, window }: { plan: Plan; window: DayWindow },
    signal: AbortSignal,
  ): Promise<ReadPeriod> {
    const { market, period: day, planId, hashKey } = close;
    const { transform, panels, plans, marks } = this.sources;
    const { segments } = await transform.openManifest(close.manifest, { market, day, planId });
    // Also a day without rows: its measured panel decides groups and extrapolation.
    if ((await panels.findDestroyBy(market, day)) === undefined) throw new CloseNotReady('PANEL_MISSING');
    const footprints = await plans.findFootprints(planId);
    if (!footprints || !hashKey) throw new CloseNotReady('ZONE_PLAN_MISSING');
    const ofDay = await this.stopLists.getNewest(market, day);
    if (ofDay.number < close.clearedNumber) throw new CloseNotReady('STOP_LIST_MISSING');
    const ofMonth = await this.stopLists.getNewest(market, monthOf(day));
    const stopped = {
      ...ofDay.pseudonyms,
      'return-visits': Buffer.concat([ofDay.pseudonyms['return-visits'], ofMonth.pseudonyms['return-visits']]),
    };
    const toRead = { segments, window, plan: { ...plan, footprints }, stopped };
    const { table, duplicates } = await transform.count({ ...toRead, hashKey }, signal);
    const written = await marks.write(
      { ...toRead, market, day, planId, stopListNumber: ofMonth.number, now: this.outside.clock.now() },
      signal,
    );
    const batches = [...new Set(segments.map(({ batchId }) => batchId))];
    const found = { duplicates, batches, stopListNumber: ofDay.number, marks: written };
    return {
      plan,
      exact: table,
      daysCounted: null,
      stopListNumber: ofDay.number,
      lock: (transaction) => this.lock(transaction, close, found),
      settle: (transaction) => this.settle(transaction, close, found),
      clear: async () => undefined,
    };
  }

  private async lock(
    transaction: Transaction,
    { market, period: day }: ClaimedDay,
    { marks, stopListNumber }: Found,
  ): Promise<void> {
    const destroyBy = await this.sources.panels.findDestroyBy(market, day);
    if (destroyBy && destroyBy <= this.outside.clock.now()) throw new CloseNotReady('DEADLINE_PASSED');
    const ofMonth = await this.stopLists.lockNumber(transaction, market, monthOf(day));
    const ofDay = await this.stopLists.lockNumber(transaction, market, day);
    if (ofDay > stopListNumber) throw new StopListGrew();
    if (marks.objectKeys.length > 0 && ofMonth > marks.stopListNumber) throw new StopListGrew();
  }

  private async settle(
    transaction: Transaction,
    { market, period: day }: ClaimedDay,
    { marks, batches, duplicates }: Found,
  ): Promise<void> {
    const { jobs } = this.outside;
    await this.sources.marks.keep(transaction, marks);
    await this.stopLists.forget(transaction, market, day);
    for (const batchId of batches) {
      const repeated = duplicates.get(batchId) ?? 0;
      await jobs.add(transaction, segmentConsumed, { market, day, batchId, duplicates: repeated });
    }
    await jobs.add(transaction, dayClosed, { market, period: day });
  }
}
