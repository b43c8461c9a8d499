import { Injectable } from '@nestjs/common';
import {
  monthOf,
  type Day,
  type MarketId,
  type MeasuredPanelSize,
  type MeasuredStrata,
  type Month,
  type PanelId,
} from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';

export interface Panel {
  readonly market: MarketId;
  readonly day: Day;
  readonly panelId: PanelId;
  readonly destroyBy: Date;
  /** When its month's rows die, as consent has it; null where it did not say. */
  readonly monthDestroyBy: Date | null;
  readonly measured: readonly MeasuredPanelSize[];
  /** Of the day's month: the same with each of its panels. */
  readonly strata: MeasuredStrata | null;
}

/** A measured size with its day: a line that the ledger copies from consent. */
export type PanelSizeLine = MeasuredPanelSize & { readonly market: MarketId; readonly day: Day };

/** The strata of a month, with the market. */
export type StrataLine = MeasuredStrata & { readonly market: MarketId };

/** Days, both included; all where it has no end. */
export interface Span {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** Panels as this service knows them: when their day dies, and how large they were measured. */
@Injectable()
export class PanelsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(transaction: Transaction, panel: Panel, receivedAt: Date): Promise<void> {
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO panel (market, day, panel_id, destroy_by, month_destroy_by, received_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [panel.market, panel.day, panel.panelId, panel.destroyBy, panel.monthDestroyBy, receivedAt],
    );
    if (inserted.length === 0) return;
    for (const one of panel.measured) {
      await transaction.query(
        `INSERT INTO panel_size (market, day, data_kind, group_name, size, sigma_squared, rho)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [panel.market, panel.day, one.dataKind, one.group, one.size, one.sigmaSquared, one.rho],
      );
    }
    if (panel.strata) await this.insertStrata(transaction, panel.market, panel.strata);
  }

  private async insertStrata(transaction: Transaction, market: MarketId, strata: MeasuredStrata): Promise<void> {
    await transaction.query(
      `INSERT INTO panel_strata (market, month, measured_on, regions, tables, sigma_squared, rho)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        ...[market, strata.month, strata.measuredOn, strata.regions, JSON.stringify(strata.tables)],
        ...[strata.sigmaSquared, strata.rho],
      ],
    );
  }

  async findDestroyBy(market: MarketId, day: Day): Promise<Date | undefined> {
    const [row] = await this.transactions.current.query<{ destroy_by: Date }[]>(
      'SELECT destroy_by FROM panel WHERE market = $1 AND day = $2',
      [market, day],
    );
    return row?.destroy_by;
  }

  async findSizes(market: MarketId, { from, to }: Span = {}): Promise<PanelSizeLine[]> {
    const rows = await this.transactions.current.query<SizeRow[]>(
      `SELECT market, day::text AS day, data_kind, group_name, size, sigma_squared, rho FROM panel_size
       WHERE market = $1 AND ($2::date IS NULL OR day >= $2) AND ($3::date IS NULL OR day <= $3)
       ORDER BY day, data_kind, group_name`,
      [market, from ?? null, to ?? null],
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

  /** Strata of the months that a span touches. */
  async findStrata(market: MarketId, { from, to }: Span = {}): Promise<StrataLine[]> {
    const rows = await this.transactions.current.query<StrataRow[]>(
      `SELECT market, month, measured_on::text AS measured_on, regions, tables, sigma_squared, rho FROM panel_strata
       WHERE market = $1 AND ($2::text IS NULL OR month >= $2) AND ($3::text IS NULL OR month <= $3) ORDER BY month`,
      [market, from ? monthOf(from) : null, to ? monthOf(to) : null],
    );
    return rows.map((row) => ({
      market: row.market,
      month: row.month,
      measuredOn: row.measured_on,
      regions: row.regions,
      tables: row.tables,
      sigmaSquared: Number(row.sigma_squared),
      rho: row.rho,
    }));
  }
}

interface StrataRow {
  readonly market: MarketId;
  readonly month: Month;
  readonly measured_on: Day;
  readonly regions: string[];
  readonly tables: MeasuredStrata['tables'];
  readonly sigma_squared: string;
  readonly rho: string;
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
