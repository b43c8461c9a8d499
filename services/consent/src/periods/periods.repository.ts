import { Injectable } from '@nestjs/common';
import { isMonth, type MarketId, type Period } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { LivePeriod, WrappedKey } from './live-period';

const COLUMNS = `id AS "periodId", market, period, is_open AS "isOpen", begun_at AS "begunAt", destroy_by AS "destroyBy",
  destroyed_at AS "destroyedAt", stop_list_number AS "stopListNumber"`;

export interface NewPeriod {
  readonly periodId: string;
  readonly market: MarketId;
  readonly period: Period;
  readonly begunAt: Date;
  readonly destroyBy: Date;
  /** Set for a month that was lost with an older database: it is over before it began. */
  readonly destroyedAt: Date | null;
  readonly keys: readonly WrappedKey[];
}

/** Days and months with keys of their own. */
@Injectable()
export class PeriodsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(market: MarketId, period: Period, transaction?: Transaction): Promise<LivePeriod | undefined> {
    const rows: LivePeriod[] = await (transaction ?? this.dataSource).query(
      `SELECT ${COLUMNS} FROM period WHERE market = $1 AND period = $2`,
      [market, period],
    );
    return rows[0];
  }

  async get(periodId: string): Promise<LivePeriod> {
    const rows: LivePeriod[] = await this.dataSource.query(`SELECT ${COLUMNS} FROM period WHERE id = $1`, [periodId]);
    return rows[0]!;
  }

  /** Everything whose keys are not destroyed, whether already announced or not. */
  findLive(transaction: Transaction): Promise<LivePeriod[]> {
    return transaction.query(`SELECT ${COLUMNS} FROM period WHERE destroyed_at IS NULL ORDER BY id`);
  }

  async findOverdue(now: Date): Promise<LivePeriod[]> {
    return this.dataSource.query(`SELECT ${COLUMNS} FROM period WHERE destroyed_at IS NULL AND destroy_by <= $1`, [
      now,
    ]);
  }

  /** Against others who publish or destroy. Withdrawals refer to the row and never wait for this. */
  async lock(transaction: Transaction, periodId: string): Promise<LivePeriod> {
    const rows: LivePeriod[] = await transaction.query(
      `SELECT ${COLUMNS} FROM period WHERE id = $1 FOR NO KEY UPDATE`,
      [periodId],
    );
    return rows[0]!;
  }

  /** false where the market has this period already. */
  async create(transaction: Transaction, period: NewPeriod): Promise<boolean> {
    const created: unknown[] = await transaction.query(
      `INSERT INTO period (id, market, period, kind, begun_at, destroy_by, destroyed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (market, period) DO NOTHING RETURNING id`,
      [
        period.periodId,
        period.market,
        period.period,
        isMonth(period.period) ? 'month' : 'day',
        period.begunAt,
        period.destroyBy,
        period.destroyedAt,
      ],
    );
    if (created.length === 0) return false;
    for (const { id, use, wrapped } of period.keys)
      await transaction.query(`INSERT INTO period_key (id, period_id, use, wrapped) VALUES ($1, $2, $3, $4)`, [
        id,
        period.periodId,
        use,
        wrapped,
      ]);
    return true;
  }

  /** Moves the deadline of a living period; it never moves back. */
  async prolong(transaction: Transaction, periodId: string, destroyBy: Date): Promise<void> {
    await transaction.query(
      `UPDATE period SET destroy_by = GREATEST(destroy_by, $2) WHERE id = $1 AND destroyed_at IS NULL`,
      [periodId, destroyBy],
    );
  }

  async open(transaction: Transaction, periodIds: readonly string[]): Promise<void> {
    await transaction.query(`UPDATE period SET is_open = true WHERE id = ANY($1) AND NOT is_open`, [periodIds]);
  }

  async setStopListNumber(transaction: Transaction, periodId: string, number: number): Promise<void> {
    await transaction.query(`UPDATE period SET stop_list_number = $2 WHERE id = $1`, [periodId, number]);
  }

  /** What the releases of a period have to apply; a later answer stands. */
  async setClearedNumber(transaction: Transaction, periodId: string, number: number): Promise<void> {
    await transaction.query(`UPDATE period SET cleared_number = GREATEST(cleared_number, $2) WHERE id = $1`, [
      periodId,
      number,
    ]);
  }

  findKeys(periodId: string): Promise<WrappedKey[]> {
    return this.dataSource.query(`SELECT id, use, wrapped FROM period_key WHERE period_id = $1`, [periodId]);
  }

  async markDestroyed(transaction: Transaction, periodId: string, destroyedAt: Date): Promise<boolean> {
    await transaction.query(`DELETE FROM period_key WHERE period_id = $1`, [periodId]);
    const [, count]: [unknown[], number] = await transaction.query(
      `UPDATE period SET destroyed_at = $2 WHERE id = $1 AND destroyed_at IS NULL`,
      [periodId, destroyedAt],
    );
    return count > 0;
  }
}
