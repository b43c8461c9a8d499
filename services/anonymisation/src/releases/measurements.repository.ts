import { Injectable } from '@nestjs/common';
import type { Day, Group, MarketId, Product, ZonePlanId } from '@passant/contracts';
import { fromReleasedRecord, parseFraction, toFractionText, type Measurement, type Released } from '@passant/privacy';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { LedgerEntry } from './release';

/** A noisy table with what it is a table of. */
export interface StoredMeasurement {
  readonly market: MarketId;
  readonly day: Day;
  readonly group: Group;
  readonly table: Product;
  readonly planId: ZonePlanId;
  readonly methodVersion: string;
  readonly measured: Released<Measurement>;
}

/** Measurements and the ledger: each row is written once, with the other, and never changed. Takes nothing but `Released`. */
@Injectable()
export class MeasurementsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Fails where the table of this day and group was measured before. */
  async insert(transaction: Transaction, stored: StoredMeasurement, entry: LedgerEntry): Promise<void> {
    const { market, day, group, table, measured } = stored;
    await transaction.query(
      `INSERT INTO measurement (market, day, group_name, table_name, plan_id, sensitivity_squared, sigma_squared,
         noisy_values, method_version, measured_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[market, day, group, table, stored.planId, measured.sensitivitySquared, measured.sigmaSquared],
        ...[`{${measured.values.join(',')}}`, stored.methodVersion, entry.spentAt],
      ],
    );
    await transaction.query(
      `INSERT INTO ledger_entry (market, day, group_name, table_name, rho, sigma_squared, table_sha256, spent_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [market, day, group, table, toFractionText(entry.rho), entry.sigmaSquared, entry.tableSha256, entry.spentAt],
    );
  }

  async find(market: MarketId, day: Day): Promise<StoredMeasurement[]> {
    const rows = await this.dataSource.query<MeasurementRow[]>(
      `SELECT market, day::text AS day, group_name, table_name, plan_id, sensitivity_squared, sigma_squared,
         noisy_values, method_version, rho
       FROM measurement JOIN ledger_entry USING (market, day, group_name, table_name, sigma_squared)
       WHERE market = $1 AND day = $2 ORDER BY table_name, group_name`,
      [market, day],
    );
    return rows.map(toMeasurement);
  }

  async findLedger(market: MarketId, day?: Day): Promise<LedgerEntry[]> {
    const rows = await this.dataSource.query<LedgerRow[]>(
      `SELECT market, day::text AS day, group_name, table_name, rho, sigma_squared, table_sha256, spent_at
       FROM ledger_entry WHERE market = $1 AND ($2::date IS NULL OR day = $2) ORDER BY day, table_name, group_name`,
      [market, day ?? null],
    );
    return rows.map(toLedgerEntry);
  }

  /** Ledger entries of some days of one market. */
  async findLedgerOfDays(market: MarketId, days: readonly Day[]): Promise<LedgerEntry[]> {
    const rows = await this.dataSource.query<LedgerRow[]>(
      `SELECT market, day::text AS day, group_name, table_name, rho, sigma_squared, table_sha256, spent_at
       FROM ledger_entry WHERE market = $1 AND day = ANY($2::date[]) ORDER BY day, table_name, group_name`,
      [market, [...days]],
    );
    return rows.map(toLedgerEntry);
  }
}

interface LedgerRow {
  readonly market: MarketId;
  readonly day: Day;
  readonly group_name: Group;
  readonly table_name: Product;
  readonly rho: string;
  readonly sigma_squared: string;
  readonly table_sha256: string;
  readonly spent_at: Date;
}

const toLedgerEntry = (row: LedgerRow): LedgerEntry => ({
  market: row.market,
  day: row.day,
  group: row.group_name,
  table: row.table_name,
  rho: parseFraction(row.rho),
  sigmaSquared: Number(row.sigma_squared),
  tableSha256: row.table_sha256,
  spentAt: row.spent_at,
});

interface MeasurementRow {
  readonly market: MarketId;
  readonly day: Day;
  readonly group_name: Group;
  readonly table_name: Product;
  readonly plan_id: ZonePlanId;
  readonly sensitivity_squared: string;
  readonly sigma_squared: string;
  readonly noisy_values: string[];
  readonly method_version: string;
  readonly rho: string;
}

const toMeasurement = (row: MeasurementRow): StoredMeasurement => ({
  market: row.market,
  day: row.day,
  group: row.group_name,
  table: row.table_name,
  planId: row.plan_id,
  methodVersion: row.method_version,
  measured: fromReleasedRecord({
    values: row.noisy_values.map(Number),
    sigmaSquared: Number(row.sigma_squared),
    sensitivitySquared: Number(row.sensitivity_squared),
    rho: parseFraction(row.rho),
  }),
});
