import { Inject, Injectable } from '@nestjs/common';
import { type Day, type MarketId, type PanelId, stopListGrown } from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { DayKeysDestroyed } from '../days/day-keys';
import { DaysService } from '../days/days.service';
import { CONSUMERS, type Consumer, describeEffect, type Effect } from './domain/describe-effect';
import { type PropagationSummary, summarisePropagation } from './domain/summarise-propagation';
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
 * The numbered stop lists of living days. Entries are committed with the withdrawal, which needs nothing but the database;
 * lists are published right after, and by a sweeper where that failed.
 */
@Injectable()
export class StopListsService {
  constructor(
    @Inject(STOP_LIST_PARTS) private readonly parts: StopListParts,
    private readonly days: DaysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts lines onto the list of every living day, in the transaction of what stops them. */
  async stop(transaction: Transaction, entries: readonly StopEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.parts.repository.announceStop(transaction);
    const live = await this.days.findLive(transaction);
    if (live.length === 0) return;
    await this.parts.repository.addEntries(
      transaction,
      live.map(({ panelId }) => panelId),
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

  /** Publishes a new number of every list that has waiting entries. */
  async publish(): Promise<void> {
    for (const panelId of await this.parts.repository.findUnpublished()) await this.publishOne(panelId);
  }

  /**
   * The newest number of a day, everything decided by now included; undefined where the day has no panel yet.
   *
   * @throws DayKeysDestroyed where the day is over for good
   */
  async getNewestNumber(market: MarketId, day: Day): Promise<number | undefined> {
    await this.publish();
    const live = await this.days.find(market, day);
    if (live?.destroyedAt) throw new DayKeysDestroyed();
    return live?.state === 'issued' ? live.stopListNumber : undefined;
  }

  /** A consumer confirms a number. */
  async acknowledge(
    transaction: Transaction,
    applied: { market: MarketId; day: Day; number: number; consumer: Consumer },
  ): Promise<void> {
    const live = await this.days.find(applied.market, applied.day);
    if (!live) return;
    await this.parts.repository.markApplied(transaction, {
      panelId: live.panelId,
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

  private async publishOne(panelId: PanelId): Promise<void> {
    const keys = await this.days.openKeys(panelId).catch((error: unknown) => {
      if (error instanceof DayKeysDestroyed) return undefined;
      throw error;
    });
    await this.parts.transactions.run(async (transaction) => {
      const day = await this.days.lock(transaction, panelId);
      if (!keys || day.destroyedAt) return;
      const number = Math.max(day.stopListNumber, await this.parts.files.findHighestNumber(day)) + 1;
      if (!(await this.parts.repository.number(transaction, panelId, number))) return;
      const subscriberIds = await this.parts.repository.findSubscribers(transaction, panelId);
      const lists = await this.parts.files.write(day, number, { keys, subscriberIds });
      await this.days.setStopListNumber(transaction, panelId, number);
      for (const consumer of CONSUMERS) {
        const deliveredAt = this.clock.now();
        await this.parts.repository.addDelivery(transaction, { panelId, number, consumer, deliveredAt });
        const payload = { market: day.market, day: day.day, number, list: lists[consumer] };
        await this.parts.jobs.add(transaction, stopListGrown, payload, { to: consumer });
      }
    });
  }
}
