import { Injectable } from '@nestjs/common';
import type { Day, MarketId, MeasuredPanelSize, PanelId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface LedgerRow extends MeasuredPanelSize {
  readonly day: Day;
}

/** The ledger of measured panel sizes: noise drawn once, rows never changed. */
@Injectable()
export class PanelsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async write(transaction: Transaction, panelId: PanelId, sizes: readonly MeasuredPanelSize[]): Promise<void> {
    for (const { dataKind, group, size, sigmaSquared, rho } of sizes)
      await transaction.query(
        `INSERT INTO panel_ledger (panel_id, data_kind, panel_group, size, sigma_squared, rho)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [panelId, dataKind, group, size, sigmaSquared, rho],
      );
  }

  find(market: MarketId, days: readonly Day[]): Promise<LedgerRow[]> {
    return this.dataSource.query(
      `SELECT panel.day::text AS day, data_kind AS "dataKind", panel_group AS "group", size,
              sigma_squared AS "sigmaSquared", rho
       FROM panel_ledger JOIN panel ON panel.id = panel_id
       WHERE market = $1 AND day = ANY($2) ORDER BY day, data_kind, panel_group`,
      [market, days],
    );
  }
}
