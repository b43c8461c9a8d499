import { Injectable } from '@nestjs/common';
import type { Day, MarketId, MeasuredPanelSize, PanelId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface Panel {
  readonly market: MarketId;
  readonly day: Day;
  readonly panelId: PanelId;
  readonly destroyBy: Date;
  readonly measured: readonly MeasuredPanelSize[];
}

/** A measured size with its day: a line that the ledger copies from consent. */
export type PanelSizeLine = MeasuredPanelSize & { readonly market: MarketId; readonly day: Day };

/** Panels as this service knows them: when their day dies, and how large they were measured. */
@Injectable()
export class PanelsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(transaction: Transaction, panel: Panel, receivedAt: Date): Promise<void> {
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO panel (market, day, panel_id, destroy_by, received_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [panel.market, panel.day, panel.panelId, panel.destroyBy, receivedAt],
    );
    if (inserted.length === 0) return;
    for (const one of panel.measured) {
      await transaction.query(
        `INSERT INTO panel_size (market, day, data_kind, group_name, size, sigma_squared, rho)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [panel.market, panel.day, one.dataKind, one.group, one.size, one.sigmaSquared, one.rho],
      );
    }
  }

  async findDestroyBy(market: MarketId, day: Day): Promise<Date | undefined> {
    const [row] = await this.dataSource.query<{ destroy_by: Date }[]>(
      'SELECT destroy_by FROM panel WHERE market = $1 AND day = $2',
      [market, day],
    );
    return row?.destroy_by;
  }

  async findSizes(market: MarketId, day?: Day): Promise<PanelSizeLine[]> {
    const rows = await this.dataSource.query<SizeRow[]>(
      `SELECT market, day::text AS day, data_kind, group_name, size, sigma_squared, rho FROM panel_size
       WHERE market = $1 AND ($2::date IS NULL OR day = $2) ORDER BY day, data_kind, group_name`,
      [market, day ?? null],
    );
    return rows.map((row) => ({
      market: row.market,
      day: row.day,
      dataKind: row.data_kind,
      group: row.group_name,
      size: Number(row.size),
      sigmaSquared: Number(row.sigma_squared),
      rho: row.rho,
    }));
  }
}

interface SizeRow {
  readonly market: MarketId;
  readonly day: Day;
  readonly data_kind: MeasuredPanelSize['dataKind'];
  readonly group_name: MeasuredPanelSize['group'];
  readonly size: string;
  readonly sigma_squared: string;
  readonly rho: string;
}
