import { Inject, Injectable } from '@nestjs/common';
import { type MarketId, type Period, stopListGrown } from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { PeriodKeysDestroyed } from '../periods/period-keys';
import { PeriodsService } from '../periods/periods.service';
import { type Consumer, describeEffect, type Effect } from './domain/describe-effect';
import { type PropagationSummary, summarisePropagation } from './domain/summarise-propagation';
import { SharedRuns } from './shared-runs';
import { StopListFiles } from './stop-list-files';
import { type StopEntry, StopListsRepository } from './stop-lists.repository';

export type { Effect };

/** What the service leans on, in one hand. */
export const STOP_LIST_PARTS = Symbol('STOP_LIST_PARTS');
export interface StopListParts {
  readonly repository: StopListsRepository;
  readonly files: StopListFiles;
  readonly transactions: Transactions;
  readonly jobs: Jobs;
}

/**
 * The numbered stop lists of living days and months. Entries are committed with the withdrawal, which needs nothing but the database;
 * lists are published right after, and by a sweeper where that failed.
 */
@Injectable()
export class StopListsService {
  /** Of many withdrawals at once, a list a period holds all: not a list each, one after the other. */
  private readonly publishing = new SharedRuns(() => this.publishAll());

  constructor(
    @Inject(STOP_LIST_PARTS) private readonly parts: StopListParts,
    private readonly periods: PeriodsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts lines onto the list of every living day and month, in the transaction of what stops them. */
  async stop(transaction: Transaction, entries: readonly StopEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.parts.repository.announceStop(transaction);
    const live = await this.periods.findLive(transaction);
    if (live.length === 0) return;
    await this.parts.repository.addEntries(
      transaction,
      live.map(({ periodId }) => periodId),
      entries,
    );
  }

  /**
   * Called by a panel between the commit of its day and its first look at decisions. Afterwards every withdrawal is either
   * committed, so that the panel sees it, or will see the day, so that it comes onto its stop list.
   */
  async settle(): Promise<void> {
    await this.parts.transactions.run((transaction) => this.parts.repository.waitForStops(transaction));
  }

  /** Publishes a new number of every list that has waiting entries; of everything that is committed when this is called. */
  publish(): Promise<void> {
    return this.parts.transactions.isRunning ? this.publishAll() : this.publishing.run();
  }

  /** Which of these lines are on the list of a period, published or not. */
  findStopped(periodId: string, subscriberIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.parts.repository.findStopped(periodId, subscriberIds);
  }

  /**
   * The newest number of a day or month, everything decided by now included; undefined where it has no panel yet.
   *
   * @throws PeriodKeysDestroyed where it is over for good
   */
  async getNewestNumber(market: MarketId, period: Period): Promise<number | undefined> {
    await this.publish();
    const live = await this.periods.find(market, period);
    if (live?.destroyedAt) throw new PeriodKeysDestroyed();
    return live?.isOpen ? live.stopListNumber : undefined;
  }

  /** Notes which number a clearance named: whoever is on that list is in no release made under it. */
  async noteCleared(
    transaction: Transaction,
    cleared: { market: MarketId; period: Period; stopListNumber: number },
  ): Promise<void> {
    const live = await this.periods.find(cleared.market, cleared.period, transaction);
    if (live) await this.periods.setClearedNumber(transaction, live.periodId, cleared.stopListNumber);
  }

  /** Days and months whose releases were made without a line, because it was on their stop list by then. */
  findLeft(subscriberId: string): Promise<ReadonlySet<Period>> {
    return this.parts.repository.findLeft(subscriberId);
  }

  /** A consumer confirms a number. */
  async acknowledge(
    transaction: Transaction,
    applied: { market: MarketId; period: Period; number: number; consumer: Consumer },
  ): Promise<void> {
    const live = await this.periods.find(applied.market, applied.period);
    if (!live) return;
    await this.parts.repository.markApplied(transaction, {
      periodId: live.periodId,
      number: applied.number,
      consumer: applied.consumer,
      appliedAt: this.clock.now(),
    });
  }

  /** When each of these withdrawals took effect. */
  async describeEffects(submissions: ReadonlyMap<string, Date>): Promise<Map<string, Effect>> {
    const confirmations = await this.parts.repository.findConfirmations([...submissions.keys()]);
    return new Map(
      [...submissions].map(([id, decidedAt]) => [
        id,
        describeEffect(
          decidedAt,
          confirmations.filter(({ submissionId }) => submissionId === id),
        ),
      ]),
    );
  }

  /** Times to effect of a calendar month (UTC), `YYYY-MM`. */
  async summarise(month: string): Promise<PropagationSummary> {
    const from = new Date(`${month}-01T00:00:00Z`);
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
    const { seconds, pending } = await this.parts.repository.findTimesToEffect(from, to);
    return summarisePropagation(seconds, pending);
  }

  private async publishAll(): Promise<void> {
    for (const periodId of await this.parts.repository.findUnpublished()) await this.publishOne(periodId);
  }

  private async publishOne(periodId: string): Promise<void> {
    const keys = await this.periods.openKeys(await this.periods.get(periodId)).catch((error: unknown) => {
      if (error instanceof PeriodKeysDestroyed) return undefined;
      throw error;
    });
    await this.parts.transactions.run(async (transaction) => {
      const live = await this.periods.lock(transaction, periodId);
      if (!keys || live.destroyedAt) return;
      const { market, period } = live;
      const number = await this.parts.files.findNextNumber(live);
      if (!(await this.parts.repository.number(transaction, periodId, number))) return;
      const subscriberIds = await this.parts.repository.findSubscribers(transaction, periodId);
      const lists = await this.parts.files.write(live, number, { keys, subscriberIds });
      await this.periods.setStopListNumber(transaction, periodId, number);
      for (const { consumer, list } of lists) {
        const deliveredAt = this.clock.now();
        await this.parts.repository.addDelivery(transaction, { periodId, number, consumer, deliveredAt });
        await this.parts.jobs.add(transaction, stopListGrown, { market, period, number, list }, { to: consumer });
      }
    });
  }
}
