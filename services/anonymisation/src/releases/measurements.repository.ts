import { Injectable } from '@nestjs/common';
import {
  isMonth,
  type Day,
  type Group,
  type MarketId,
  type Period,
  type Table,
  type ZonePlanId,
} from '@passant/contracts';
import { fromReleasedRecord, parseFraction, toFractionText, type Measurement, type Released } from '@passant/privacy';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import { fromNoisyBytes, toNoisyBytes } from './domain/noisy-bytes';
import { toFirstDay, toPeriod } from './domain/period-columns';
import type { LedgerEntry } from './release';

/** A noisy table with what it is a table of. */
export interface StoredMeasurement {
  readonly market: MarketId;
  readonly period: Period;
  readonly group: Group;
  readonly table: Table;
  readonly planId: ZonePlanId;
  readonly methodVersion: string;
  readonly measured: Released<Measurement>;
}

export interface LedgerQuery {
  readonly market: MarketId;
  /** First days of periods, both included: the span of February holds the frequency of February. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

const LEDGER = 'market, day::text AS day, group_name, table_name, rho, sigma_squared, table_sha256, spent_at';

/** Measurements and the ledger: each row is written once, with the other, and never changed. Takes nothing but `Released`. */
@Injectable()
export class MeasurementsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Fails where the table of this period and group was measured before. */
  async insert(transaction: Transaction, stored: StoredMeasurement, entry: LedgerEntry): Promise<void> {
    const { market, group, table, measured } = stored;
    const day = toFirstDay(stored.period);
    await transaction.query(
      `INSERT INTO measurement (market, day, group_name, table_name, plan_id, sensitivity_squared, sigma_squared,
         noisy_values, noisy_bytes, method_version, measured_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', $8, $9, $10)`,
      [
        ...[market, day, group, table, stored.planId, measured.sensitivitySquared, measured.sigmaSquared],
        ...[toNoisyBytes(measured.values), stored.methodVersion, entry.spentAt],
      ],
    );
    await insertEntry(transaction, entry);
  }

  /** Rows that a restored database no longer knows, of tables it has no measurement of. */
  async restoreLedger(transaction: Transaction, entries: readonly LedgerEntry[]): Promise<void> {
    for (const entry of entries) await insertEntry(transaction, entry, 'ON CONFLICT DO NOTHING');
  }

  /** Tables of one period; some of them, or all. */
  async find(market: MarketId, period: Period, tables?: readonly Table[]): Promise<StoredMeasurement[]> {
    const rows = await this.dataSource.query<MeasurementRow[]>(
      `SELECT market, day::text AS day, group_name, table_name, plan_id, sensitivity_squared, sigma_squared,
         noisy_values, noisy_bytes, method_version, rho
       FROM measurement JOIN ledger_entry USING (market, day, group_name, table_name, sigma_squared)
       WHERE market = $1 AND day = $2 AND (table_name = 'frequency') = $3 AND ($4::text[] IS NULL OR table_name = ANY($4))
       ORDER BY table_name, group_name`,
      [market, toFirstDay(period), isMonth(period), tables ? [...tables] : null],
    );
    return rows.map(toMeasurement);
  }

  async findLedger({ market, from, to }: LedgerQuery): Promise<LedgerEntry[]> {
    const rows = await this.dataSource.query<LedgerRow[]>(
      `SELECT ${LEDGER} FROM ledger_entry
       WHERE market = $1 AND ($2::date IS NULL OR day >= $2) AND ($3::date IS NULL OR day <= $3)
       ORDER BY ledger_entry.day, table_name, group_name`,
      [market, from ?? null, to ?? null],
    );
    return rows.map(toLedgerEntry);
  }

  /** What the transaction has written of one period. */
  async findLedgerOfPeriod(transaction: Transaction, market: MarketId, period: Period): Promise<LedgerEntry[]> {
    const rows = await transaction.query<LedgerRow[]>(
      `SELECT ${LEDGER} FROM ledger_entry
       WHERE market = $1 AND ledger_entry.day = $2 AND (table_name = 'frequency') = $3 ORDER BY table_name, group_name`,
      [market, toFirstDay(period), isMonth(period)],
    );
    return rows.map(toLedgerEntry);
  }

  /** Ledger entries of some periods of one market. */
  async findLedgerOfPeriods(market: MarketId, periods: readonly Period[]): Promise<LedgerEntry[]> {
    const rows = await this.dataSource.query<LedgerRow[]>(
      `SELECT ${LEDGER} FROM ledger_entry WHERE market = $1 AND day = ANY($2::date[])
       ORDER BY ledger_entry.day, table_name, group_name`,
      [market, periods.map(toFirstDay)],
    );
    return rows.map(toLedgerEntry);
  }

  /** The last day, or first day of a month, on which something was spent. */
  async findNewest(market: MarketId): Promise<Day | undefined> {
    const [row] = await this.dataSource.query<{ day: Day | null }[]>(
      'SELECT max(day)::text AS day FROM ledger_entry WHERE market = $1',
      [market],
    );
    return row?.day ?? undefined;
  }
}

async function insertEntry(
  transaction: Transaction,
  { market, period, group, table, rho, sigmaSquared, tableSha256, spentAt }: LedgerEntry,
  otherwise = '',
): Promise<void> {
  await transaction.query(
    `INSERT INTO ledger_entry (market, day, group_name, table_name, rho, sigma_squared, table_sha256, spent_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ${otherwise}`,
    [market, toFirstDay(period), group, table, toFractionText(rho), sigmaSquared, tableSha256, spentAt],
  );
}

interface LedgerRow {
  readonly market: MarketId;
  readonly day: Day;
  readonly group_name: Group;
  readonly table_name: Table;
  readonly rho: string;
  readonly sigma_squared: string;
  readonly table_sha256: string;
  readonly spent_at: Date;
}

const toLedgerEntry = (row: LedgerRow): LedgerEntry => ({
  market: row.market,
  period: toPeriod(row.day, row.table_name),
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
  readonly table_name: Table;
  readonly plan_id: ZonePlanId;
  readonly sensitivity_squared: string;
  readonly sigma_squared: string;
  /** Of rows of before; else empty. */
  readonly noisy_values: string[];
  readonly noisy_bytes: Buffer | null;
  readonly method_version: string;
  readonly rho: string;
}

const toMeasurement = (row: MeasurementRow): StoredMeasurement => ({
  market: row.market,
  period: toPeriod(row.day, row.table_name),
  group: row.group_name,
  table: row.table_name,
  planId: row.plan_id,
  methodVersion: row.method_version,
  measured: fromReleasedRecord({
    values: row.noisy_bytes ? fromNoisyBytes(row.noisy_bytes) : row.noisy_values.map(Number),
    sigmaSquared: Number(row.sigma_squared),
    sensitivitySquared: Number(row.sensitivity_squared),
    rho: parseFraction(row.rho),
  }),
});
