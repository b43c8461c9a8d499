import { Injectable } from '@nestjs/common';
import type { KindOfBuyer, MarketState } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

/** How many contracts are active from an instant (ISO 8601) on. */
export interface ActiveFrom {
  readonly from: string;
  readonly active: Readonly<Partial<Record<KindOfBuyer, number>>>;
  /** How many of them are pilots; not told before it was counted. */
  readonly pilots?: number;
}

/** Where a market stands. */
export interface MarketStanding {
  readonly market: string;
  /** Of its steps; the highest counts. */
  readonly number: number;
  readonly state: MarketState;
  readonly isSimulated: boolean;
  /** ISO 8601; null: no approval of the method. */
  readonly approvedUntil: string | null;
}

export interface MonthCount {
  /** `YYYY-MM` (UTC). */
  readonly month: string;
  readonly count: number;
}

@Injectable()
export class TransparencyRepository {
  constructor(private readonly dataSource: DataSource) {}

  async saveContracts(transaction: Transaction, number: number, schedule: readonly ActiveFrom[]): Promise<void> {
    await transaction.query(
      `INSERT INTO contract_count (number, schedule) VALUES ($1, $2)
       ON CONFLICT (one) DO UPDATE SET number = excluded.number, schedule = excluded.schedule
       WHERE contract_count.number < excluded.number`,
      [number, JSON.stringify(schedule)],
    );
  }

  async findSchedule(): Promise<readonly ActiveFrom[]> {
    const rows: { schedule: ActiveFrom[] }[] = await this.dataSource.query('SELECT schedule FROM contract_count');
    return rows[0]?.schedule ?? [];
  }

  async saveMarket(transaction: Transaction, standing: MarketStanding): Promise<void> {
    const { market, number, state, isSimulated, approvedUntil } = standing;
    await transaction.query(
      `INSERT INTO market_standing (market, number, state, is_simulated, approved_until) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (market) DO UPDATE SET number = excluded.number, state = excluded.state,
         is_simulated = excluded.is_simulated, approved_until = excluded.approved_until
       WHERE market_standing.number < excluded.number`,
      [market, number, state, isSimulated, approvedUntil],
    );
  }

  /** By market. */
  async findMarkets(): Promise<ReadonlyMap<string, MarketStanding>> {
    const rows: (Omit<MarketStanding, 'approvedUntil'> & { approvedUntil: Date | null })[] =
      await this.dataSource.query(
        `SELECT market, number, state, is_simulated AS "isSimulated", approved_until AS "approvedUntil" FROM market_standing`,
      );
    return new Map(
      rows.map((row) => [row.market, { ...row, approvedUntil: row.approvedUntil?.toISOString() ?? null }]),
    );
  }

  /** Withdrawals whichever way they came, one a confirmation, of the months from `since` (`YYYY-MM`) on. */
  countWithdrawals(since: string): Promise<MonthCount[]> {
    return this.dataSource.query(
      `SELECT to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(DISTINCT submission_id)::int AS count
       FROM decision WHERE state = 'withdrawn' AND decided_at >= ($1 || '-01')::timestamp AT TIME ZONE 'UTC'
       GROUP BY 1`,
      [since],
    );
  }
}
