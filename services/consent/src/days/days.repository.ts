import { Injectable } from '@nestjs/common';
import type { Day, MarketId, PanelId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { LiveDay, WrappedKey } from './live-day';

const COLUMNS = `id AS "panelId", market, day::text AS day, state, issued_at AS "issuedAt", destroy_by AS "destroyBy",
  destroyed_at AS "destroyedAt", stop_list_number AS "stopListNumber"`;

export interface NewDay {
  readonly panelId: PanelId;
  readonly market: MarketId;
  readonly day: Day;
  readonly claimedAt: Date;
  readonly destroyBy: Date;
  readonly keys: readonly WrappedKey[];
}

@Injectable()
export class DaysRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(market: MarketId, day: Day): Promise<LiveDay | undefined> {
    const rows: LiveDay[] = await this.dataSource.query(`SELECT ${COLUMNS} FROM panel WHERE market = $1 AND day = $2`, [
      market,
      day,
    ]);
    return rows[0];
  }

  /** Panels of these days, newest first; all days of the market where none are named. */
  findMany(market: MarketId, days: readonly Day[]): Promise<LiveDay[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM panel WHERE market = $1 AND (cardinality($2::date[]) = 0 OR day = ANY($2))
       ORDER BY day DESC LIMIT 1000`,
      [market, days],
    );
  }

  /** Everything whose keys are not destroyed, whether already issued or being issued. */
  findLive(transaction?: Transaction): Promise<LiveDay[]> {
    return (transaction ?? this.dataSource).query(
      `SELECT ${COLUMNS} FROM panel WHERE destroyed_at IS NULL ORDER BY id`,
    );
  }

  async findOverdue(now: Date): Promise<LiveDay[]> {
    return this.dataSource.query(`SELECT ${COLUMNS} FROM panel WHERE destroyed_at IS NULL AND destroy_by <= $1`, [now]);
  }

  async lock(transaction: Transaction, panelId: PanelId): Promise<LiveDay> {
    const rows: LiveDay[] = await transaction.query(`SELECT ${COLUMNS} FROM panel WHERE id = $1 FOR UPDATE`, [panelId]);
    return rows[0]!;
  }

  /** false where the market-day has a panel already. */
  async create(transaction: Transaction, day: NewDay): Promise<boolean> {
    const created: unknown[] = await transaction.query(
      `INSERT INTO panel (id, market, day, state, claimed_at, lease_until, destroy_by)
       VALUES ($1, $2, $3, 'issuing', $4, to_timestamp(0), $5) ON CONFLICT (market, day) DO NOTHING RETURNING id`,
      [day.panelId, day.market, day.day, day.claimedAt, day.destroyBy],
    );
    if (created.length === 0) return false;
    for (const { id, use, wrapped } of day.keys)
      await transaction.query(`INSERT INTO day_key (id, panel_id, use, wrapped) VALUES ($1, $2, $3, $4)`, [
        id,
        day.panelId,
        use,
        wrapped,
      ]);
    return true;
  }

  /** Takes or renews the right to issue this panel, by wall time; false where somebody else has it or it is issued. */
  async claim(panelId: PanelId, holder: 'new' | 'same', leaseSeconds: number): Promise<boolean> {
    const rows: [unknown[], number] = await this.dataSource.query(
      `UPDATE panel SET lease_until = now() + make_interval(secs => $2)
       WHERE id = $1 AND state = 'issuing' AND destroyed_at IS NULL AND (lease_until < now() OR $3) RETURNING id`,
      [panelId, leaseSeconds, holder === 'same'],
    );
    return rows[1] === 1;
  }

  async release(panelId: PanelId): Promise<void> {
    await this.dataSource.query(`UPDATE panel SET lease_until = to_timestamp(0) WHERE id = $1`, [panelId]);
  }

  async markIssued(transaction: Transaction, panelId: PanelId, issuedAt: Date): Promise<void> {
    await transaction.query(`UPDATE panel SET state = 'issued', issued_at = $2 WHERE id = $1`, [panelId, issuedAt]);
  }

  async setStopListNumber(transaction: Transaction, panelId: PanelId, number: number): Promise<void> {
    await transaction.query(`UPDATE panel SET stop_list_number = $2 WHERE id = $1`, [panelId, number]);
  }

  findKeys(panelId: PanelId): Promise<WrappedKey[]> {
    return this.dataSource.query(`SELECT id, use, wrapped FROM day_key WHERE panel_id = $1`, [panelId]);
  }

  async markDestroyed(transaction: Transaction, panelId: PanelId, destroyedAt: Date): Promise<void> {
    await transaction.query(`DELETE FROM day_key WHERE panel_id = $1`, [panelId]);
    await transaction.query(`UPDATE panel SET destroyed_at = $2 WHERE id = $1 AND destroyed_at IS NULL`, [
      panelId,
      destroyedAt,
    ]);
  }
}
