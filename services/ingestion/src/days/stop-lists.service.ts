import { Injectable } from '@nestjs/common';
import {
  type Day,
  isMonth,
  type JobPayload,
  type MarketId,
  type Period,
  stopListApplied,
  type stopListGrown,
} from '@passant/contracts';
import { Jobs } from '@passant/platform';
import type { Transaction } from '../database/transaction';
import { DaysRepository } from './days.repository';

/** Keeps the newest stop list of each day and says when nothing here runs under an older one. */
@Injectable()
export class StopListsService {
  constructor(
    private readonly repository: DaysRepository,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Stores a grown list. It is acknowledged at once where no batch joins under an older one, else by that batch when it
   * has redone its join. Of a day that ended there is nothing left to stop, and of a month nothing is kept here at all.
   */
  async grow(tx: Transaction, { market, period, number, list }: JobPayload<typeof stopListGrown>): Promise<void> {
    if (isMonth(period)) return this.tellApplied(tx, market, { period, number });
    const row = await this.repository.lockOne(tx, market, period);
    const hasEnded = row.state === 'CLOSED' || row.state === 'EXPIRED';
    if (number > row.stopListNumber) {
      await this.repository.update(tx, row, { stopListNumber: number, ...(hasEnded ? {} : { stopList: list }) });
    }
    await this.acknowledge(tx, market, [period]);
  }

  /** The days must be locked. */
  async acknowledge(tx: Transaction, market: MarketId, days: readonly string[]): Promise<void> {
    const applied = await this.repository.acknowledge(tx, market, days);
    for (const { day, stopListNumber } of applied) {
      await this.tellApplied(tx, market, { period: day as Day, number: stopListNumber });
    }
  }

  private async tellApplied(
    tx: Transaction,
    market: MarketId,
    list: { period: Period; number: number },
  ): Promise<void> {
    await this.jobs.add(tx, stopListApplied, { market, ...list, consumer: 'ingestion' });
  }
}
