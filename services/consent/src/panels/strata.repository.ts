import { Injectable } from '@nestjs/common';
import type { MarketId, MeasuredStrata, Month } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import { STRATA_NOISE, STRATA_RHO } from './domain/measure-sizes';

export interface StrataHead extends Pick<MeasuredStrata, 'month' | 'measuredOn' | 'regions'> {
  readonly market: MarketId;
  readonly planId: string;
}

/** The ledger of measured strata: one a market and month, noise drawn once, rows never changed. */
@Injectable()
export class StrataRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(market: MarketId, month: Month, transaction?: Transaction): Promise<MeasuredStrata | undefined> {
    return (await this.findMany(market, [month], transaction))[0];
  }

  findMany(market: MarketId, months: readonly Month[], transaction?: Transaction): Promise<MeasuredStrata[]> {
    return (transaction ?? this.dataSource).query(
      `SELECT month, measured_on::text AS "measuredOn", regions, sigma_squared AS "sigmaSquared", rho,
              (SELECT json_agg(json_build_object('dataKind', data_kind, 'group', panel_group, 'sizes', sizes)
                               ORDER BY data_kind, panel_group)
               FROM strata_table WHERE (strata_table.market, strata_table.month) = (ledger.market, ledger.month)) AS tables
       FROM strata_ledger ledger WHERE market = $1 AND month = ANY($2) ORDER BY month`,
      [market, months],
    );
  }

  /**
   * Takes the right to measure a month; false where it is measured. Of two panels at once the second waits here for the first's
   * transaction, and takes over where that fails.
   */
  async claim(transaction: Transaction, head: StrataHead): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `INSERT INTO strata_ledger (market, month, measured_on, plan_id, regions, sensitivity_squared, sigma_squared, rho)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING month`,
      [
        head.market,
        head.month,
        head.measuredOn,
        head.planId,
        head.regions,
        STRATA_NOISE.sensitivitySquared,
        STRATA_NOISE.sigmaSquared,
        STRATA_RHO,
      ],
    );
    return rows.length > 0;
  }

  async write(
    transaction: Transaction,
    { market, month }: Pick<StrataHead, 'market' | 'month'>,
    tables: MeasuredStrata['tables'],
  ): Promise<void> {
    for (const { dataKind, group, sizes } of tables)
      await transaction.query(
        `INSERT INTO strata_table (market, month, data_kind, panel_group, sizes) VALUES ($1, $2, $3, $4, $5)`,
        [market, month, dataKind, group, sizes],
      );
  }
}
