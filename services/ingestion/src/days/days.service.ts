import { Inject, Injectable } from '@nestjs/common';
import {
  batchReceived,
  type BatchId,
  type ClaimCheck,
  type Day,
  type JobPayload,
  type MarketId,
  type panelIssued,
  panelRequested,
  type ZonePlanId,
} from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import type { Transaction } from '../database/transaction';
import type { IntakeDayEntity, SegmentEntity } from './day.entities';
import { ANY_DAY, DaysRepository } from './days.repository';
import { prepareDays } from './domain/day-state';
import { StopListsService } from './stop-lists.service';

/** A day that a batch can be joined to, as it stood when the join began. */
export interface OpenDay {
  readonly day: string;
  readonly panel: ClaimCheck;
  readonly shards: number;
  readonly stopListNumber: number;
  readonly stopList: ClaimCheck | null;
}

/** What staff see of a day. */
export type DayOverview = Readonly<
  Pick<IntakeDayEntity, 'market' | 'day' | 'state' | 'panelId' | 'destroyBy' | 'completedAt' | 'endedAt'>
>;

/** A segment file that a batch has sealed and put. */
export type SealedSegment = Readonly<SegmentEntity>;

export { toSegmentKey } from './domain/to-object-key';

export type DaysForBatch =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly open: readonly OpenDay[]; readonly takesNoRows: readonly string[] };

interface BatchOfMarket {
  readonly batchId: BatchId;
  readonly market: MarketId;
}

/** What a batch needs of its days: their panels before it joins, and that nothing changed when it commits. */
@Injectable()
export class DaysService {
  constructor(
    private readonly repository: DaysRepository,
    private readonly stopLists: StopListsService,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A batch was received: until it is read, no day of the market can be completed. */
  async holdAll(tx: Transaction, { batchId, market }: BatchOfMarket): Promise<void> {
    const hold = { batchId, market, day: ANY_DAY, waiting: false, stopListNumber: null };
    await this.repository.replaceHolds(tx, batchId, [hold]);
  }

  /** An attempt begins: whatever an earlier one joined is void. */
  async resume({ batchId, market }: BatchOfMarket): Promise<void> {
    await this.repository.inTransaction(async (tx) => {
      const days = await this.repository.resetHolds(tx, batchId);
      await this.repository.lock(tx, market, days);
      await this.stopLists.acknowledge(tx, market, days);
    });
  }

  /** Whether the batch can be joined to its days now; asks for the panels that are missing. `days`: those with valid rows. */
  async prepare(
    tx: Transaction,
    batch: BatchOfMarket & { planId: ZonePlanId; days: readonly { day: string; rows: number }[] },
  ): Promise<DaysForBatch> {
    const { batchId, market } = batch;
    await this.repository.ensure(tx, batch);
    const names = batch.days.map(({ day }) => day);
    const rows = await this.repository.lock(tx, market, names);
    const prepared = prepareDays(rows.map((row) => ({ ...row, hasPanel: row.panel !== null })));
    const held = rows.filter(({ state }) => state === 'OPEN');
    const isWaiting = prepared.kind === 'waiting';
    await this.repository.replaceHolds(
      tx,
      batchId,
      held.map(({ day, stopListNumber }) => ({
        batchId,
        market,
        day,
        waiting: isWaiting,
        stopListNumber: isWaiting ? null : stopListNumber,
      })),
    );
    await this.stopLists.acknowledge(tx, market, names);
    if (prepared.kind === 'ready') {
      return { kind: 'ready', open: held.map(toOpenDay), takesNoRows: prepared.takesNoRows };
    }
    await this.requestPanels(tx, market, prepared.withoutPanel);
    return { kind: 'waiting' };
  }

  /**
   * Takes the segments of a batch in, and ends its hold, provided that every day still stands as the join found it; else does
   * nothing and gives false: the join must be redone.
   */
  async commit(
    tx: Transaction,
    {
      batchId,
      market,
      open,
      segments,
    }: BatchOfMarket & { open: readonly OpenDay[]; segments: readonly SealedSegment[] },
  ): Promise<boolean> {
    const days = open.map(({ day }) => day);
    const rows = new Map((await this.repository.lock(tx, market, days)).map((row) => [row.day, row]));
    const isUnchanged = open.every(({ day, stopListNumber }) => {
      const row = rows.get(day);
      return row?.state === 'OPEN' && row.stopListNumber === stopListNumber;
    });
    if (!isUnchanged) return false;
    await this.repository.insertSegments(tx, segments);
    await this.end(tx, { batchId, market });
    return true;
  }

  /** The batch brings no (more) rows. */
  async end(tx: Transaction, { batchId, market }: BatchOfMarket): Promise<void> {
    const days = await this.repository.resetHolds(tx, batchId);
    await this.repository.replaceHolds(tx, batchId, []);
    await this.repository.lock(tx, market, days);
    await this.stopLists.acknowledge(tx, market, days);
  }

  /** The panel of a day has come: batches that waited for it alone are rung again. */
  async takePanel(tx: Transaction, issued: JobPayload<typeof panelIssued>): Promise<void> {
    const { market, day, panelId, panel, destroyBy } = issued;
    await this.repository.lockPanels(tx, market);
    const row = await this.repository.lockOne(tx, market, day);
    if (!panel || row.panelId || row.state !== 'OPEN') return;
    await this.repository.setPanel(tx, row, { panelId, panel, destroyBy: new Date(destroyBy) });
    for (const batchId of await this.repository.findReadyToJoin(tx, market, day)) {
      await this.jobs.add(tx, batchReceived, { batchId: batchId as BatchId });
    }
  }

  find(market: string, day: string): Promise<DayOverview | null> {
    return this.repository.findOne(market, day);
  }

  findAll(market: string): Promise<DayOverview[]> {
    return this.repository.findAll(market);
  }

  /** The days of a month, in order: whether they may still take rows. */
  async findOfMonth(market: string, month: string) {
    const days = await this.repository.findOfMonth(market, month);
    return days.map(({ day: { day, state, panelId }, isHeld }) => {
      return { day, isOpen: state === 'OPEN', hasPanel: panelId !== null, isHeld };
    });
  }

  private async requestPanels(tx: Transaction, market: MarketId, days: readonly string[]): Promise<void> {
    const asked = await this.repository.setPanelRequested(tx, market, days, this.clock.now());
    for (const day of asked) await this.jobs.add(tx, panelRequested, { market, day: day as Day });
  }
}

const toOpenDay = ({ day, panel, shards, stopListNumber, stopList }: IntakeDayEntity): OpenDay => ({
  day,
  panel: panel!,
  shards: shards!,
  stopListNumber,
  stopList,
});
