import { Injectable } from '@nestjs/common';
import type { Day, MarketId, PanelId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { LiveDay } from './live-period';

const DAYS = `SELECT panel.id AS "panelId", panel.market, day::text AS day, state, issued_at AS "issuedAt",
    destroy_by AS "destroyBy", destroyed_at AS "destroyedAt"
  FROM panel JOIN period ON period.id = panel.id`;

/** The panels of days: one a market-day. */
@Injectable()
export class DaysRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(market: MarketId, day: Day): Promise<LiveDay | undefined> {
    const rows: LiveDay[] = await this.dataSource.query(`${DAYS} WHERE panel.market = $1 AND day = $2`, [market, day]);
    return rows[0];
  }

  /** Panels of these days, newest first; all days of the market where none are named. */
  findMany(market: MarketId, days: readonly Day[]): Promise<LiveDay[]> {
    return this.dataSource.query(
      `${DAYS} WHERE panel.market = $1 AND (cardinality($2::date[]) = 0 OR day = ANY($2)) ORDER BY day DESC LIMIT 1000`,
      [market, days],
    );
  }

  async lock(transaction: Transaction, panelId: PanelId): Promise<LiveDay> {
    const rows: LiveDay[] = await transaction.query(`${DAYS} WHERE panel.id = $1 FOR NO KEY UPDATE`, [panelId]);
    return rows[0]!;
  }

  async create(
    transaction: Transaction,
    panel: { panelId: PanelId; market: MarketId; day: Day; claimedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO panel (id, market, day, state, claimed_at, lease_until)
       VALUES ($1, $2, $3, 'issuing', $4, to_timestamp(0))`,
      [panel.panelId, panel.market, panel.day, panel.claimedAt],
    );
  }

  /** Takes or renews the right to issue this panel, by wall time; false where somebody else has it or it is issued. */
  async claim(panelId: PanelId, holder: 'new' | 'same', leaseSeconds: number): Promise<boolean> {
    const rows: [unknown[], number] = await this.dataSource.query(
      `UPDATE panel SET lease_until = now() + make_interval(secs => $2)
       WHERE id = $1 AND state = 'issuing' AND (lease_until < now() OR $3)
         AND EXISTS (SELECT FROM period WHERE period.id = panel.id AND destroyed_at IS NULL) RETURNING id`,
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
}
