import { Injectable } from '@nestjs/common';
import type { KindOfBuyer } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

/** How many contracts are active from an instant (ISO 8601) on. */
export interface ActiveFrom {
  readonly from: string;
  readonly active: Readonly<Partial<Record<KindOfBuyer, number>>>;
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

  /** Withdrawals by the persons themselves, one a confirmation, of the months from `since` (`YYYY-MM`) on. */
  countWithdrawals(since: string): Promise<MonthCount[]> {
    return this.dataSource.query(
      `SELECT to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(DISTINCT submission_id)::int AS count
       FROM decision WHERE state = 'withdrawn' AND decided_at >= ($1 || '-01')::timestamp AT TIME ZONE 'UTC'
       GROUP BY 1`,
      [since],
    );
  }
}
