import { Injectable } from '@nestjs/common';
import type { MarketId, Period } from '@passant/contracts';
import { transaction as inTransaction } from '@passant/platform';
import { DataSource } from 'typeorm';
import { lockPeriod } from '../database/lock-period';
import type { Transaction } from '../database/transactions';

export interface SealedStopList {
  readonly number: number;
  readonly sealed: Buffer;
}

export type KeptStopList = SealedStopList & {
  readonly market: MarketId;
  readonly period: Period;
  readonly receivedAt: Date;
};

/** The newest stop list of each live day and month, sealed as it came. */
@Injectable()
export class StopListsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** {@link upsert} in a transaction of its own, one at a time. */
  async keep(list: KeptStopList): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await this.lock(manager, list.market, list.period);
      await this.upsert(manager, list);
    });
  }

  /** Keeps the highest number; nothing for a period that has ended, whose rows are gone. */
  async upsert(transaction: Transaction, list: KeptStopList): Promise<void> {
    await transaction.query(
      `INSERT INTO stop_list (market, period, number, sealed, received_at)
       SELECT $1, $2, $3, $4, $5
       WHERE NOT EXISTS (
         SELECT FROM period_close WHERE market = $1 AND period = $2 AND state IN ('MEASURED', 'CLOSED', 'ABANDONED'))
       ON CONFLICT (market, period) DO UPDATE
       SET number = excluded.number, sealed = excluded.sealed, received_at = excluded.received_at
       WHERE stop_list.number < excluded.number`,
      [list.market, list.period, list.number, list.sealed, list.receivedAt],
    );
  }

  async find(market: MarketId, period: Period): Promise<SealedStopList | undefined> {
    const [row] = await this.dataSource.query<SealedStopList[]>(
      'SELECT number, sealed FROM stop_list WHERE market = $1 AND period = $2',
      [market, period],
    );
    return row;
  }

  /** The number under a lock that holds back a newer list until the transaction ends; 0 where there is none. */
  async lockNumber(transaction: Transaction, market: MarketId, period: Period): Promise<number> {
    await this.lock(transaction, market, period);
    const [row] = await transaction.query<{ number: number }[]>(
      'SELECT number FROM stop_list WHERE market = $1 AND period = $2',
      [market, period],
    );
    return row?.number ?? 0;
  }

  /** One at a time: a new list of a period, and the end of its close. Also where no row exists yet. */
  lock(transaction: Transaction, market: MarketId, period: Period): Promise<void> {
    return lockPeriod(transaction, market, period);
  }

  /** Whether all that was held of the period is gone. */
  async hasEnded(market: MarketId, period: Period): Promise<boolean> {
    const [row] = await this.dataSource.query<{ has_ended: boolean }[]>(
      `SELECT EXISTS (SELECT FROM period_close
         WHERE market = $1 AND period = $2 AND state IN ('MEASURED', 'CLOSED', 'ABANDONED')) AS has_ended`,
      [market, period],
    );
    return row!.has_ended;
  }

  async delete(transaction: Transaction, market: MarketId, period: Period): Promise<void> {
    await transaction.query('DELETE FROM stop_list WHERE market = $1 AND period = $2', [market, period]);
  }

  async deleteEnded(transaction: Transaction): Promise<void> {
    await transaction.query(
      `DELETE FROM stop_list USING period_close AS close
       WHERE close.market = stop_list.market AND close.period = stop_list.period
         AND close.state IN ('MEASURED', 'CLOSED', 'ABANDONED')`,
    );
  }
}
