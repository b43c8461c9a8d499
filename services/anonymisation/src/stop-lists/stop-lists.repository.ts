import { Injectable } from '@nestjs/common';
import type { Day, MarketId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface SealedStopList {
  readonly number: number;
  readonly sealed: Buffer;
}

/** The newest stop list of each live day, sealed as it came. */
@Injectable()
export class StopListsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps the highest number; nothing for a day that has ended, whose rows are gone. */
  async upsert(
    transaction: Transaction,
    list: SealedStopList & { market: MarketId; day: Day; receivedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO stop_list (market, day, number, sealed, received_at)
       SELECT $1, $2, $3, $4, $5
       WHERE NOT EXISTS (
         SELECT FROM day_close WHERE market = $1 AND day = $2 AND state IN ('MEASURED', 'CLOSED', 'ABANDONED'))
       ON CONFLICT (market, day) DO UPDATE
       SET number = excluded.number, sealed = excluded.sealed, received_at = excluded.received_at
       WHERE stop_list.number < excluded.number`,
      [list.market, list.day, list.number, list.sealed, list.receivedAt],
    );
  }

  async find(market: MarketId, day: Day): Promise<SealedStopList | undefined> {
    const [row] = await this.dataSource.query<SealedStopList[]>(
      'SELECT number, sealed FROM stop_list WHERE market = $1 AND day = $2',
      [market, day],
    );
    return row;
  }

  /** The number under a lock that holds back a newer list until the transaction ends; 0 where there is none. */
  async lockNumber(transaction: Transaction, market: MarketId, day: Day): Promise<number> {
    await this.lockDay(transaction, market, day);
    const [row] = await transaction.query<{ number: number }[]>(
      'SELECT number FROM stop_list WHERE market = $1 AND day = $2',
      [market, day],
    );
    return row?.number ?? 0;
  }

  /** One at a time: a new list of a day, and the end of its close. Also where no row exists yet. */
  async lockDay(transaction: Transaction, market: MarketId, day: Day): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`${market}/${day}`]);
  }

  async delete(transaction: Transaction, market: MarketId, day: Day): Promise<void> {
    await transaction.query('DELETE FROM stop_list WHERE market = $1 AND day = $2', [market, day]);
  }
}
