import { Injectable } from '@nestjs/common';
import {
  type KindOfBuyer,
  type MarketId,
  OUTSIDE,
  type Period,
  type Product,
  PRODUCTS,
  type Purpose,
  PURPOSES,
  type ReleaseArtefact,
  type ReleasedFactor,
  type ReleasedTable,
  type ReleaseId,
  type RowId,
  type Table,
  TABLES_OF,
  type ZonePlanId,
} from '@passant/contracts';
import { fromReleasedRecord, type Released } from '@passant/privacy';
import { type Transaction, Transactions } from '../database/transactions';
import { addZones, type CityTotals } from './domain/add-zones';

/** One table of a release, without its rows. */
export interface LoadedTable {
  readonly releaseId: ReleaseId;
  readonly planId: ZonePlanId;
  readonly period: Period;
  readonly table: Table;
  readonly methodVersion: string;
  readonly columns: readonly string[];
  /** Rows of the whole table, whoever asks for how many. */
  readonly tableRows: number;
  readonly variance: number;
  readonly tau: number;
  readonly unitsPerPerson: number;
  /** People a published figure must stand for at least, before noise is allowed for. */
  readonly leastPeople: number;
  /** What its factors are weighted over; null: not extrapolated. */
  readonly strata: string | null;
  readonly panelMeasured: number | null;
  /** Class of each column: columns of one class share a row's factor; null: all of them do. */
  readonly classes: readonly number[] | null;
  readonly city: CityTotals | null;
  readonly locationError: { readonly median: number; readonly p90: number } | null;
}

export type LoadedRow = Released<{
  readonly releaseId: ReleaseId;
  readonly table: Table;
  readonly zoneId: RowId;
  readonly values: readonly number[];
  /** People in the city for one in the panel, by class; null: not extrapolated. */
  readonly factors: readonly (number | null)[];
  readonly factorVariances: readonly (number | null)[];
  readonly factorMixings: readonly (number | null)[];
}>;

export interface ReleaseListing {
  readonly releaseId: ReleaseId;
  readonly period: Period;
  readonly product: Product;
  readonly purpose: Purpose;
  readonly withdrawn: boolean;
  readonly loadedAt: Date;
}

export interface ReleasedSpan {
  readonly product: Product;
  readonly first: Period;
  readonly last: Period;
}

/** Which tables of which periods (days, or months), both ends included. */
export interface ReleaseScope {
  readonly market: MarketId;
  readonly purpose: Purpose;
  readonly tables: readonly Table[];
  readonly first: Period;
  readonly last: Period;
}

/** What releases that do not say it were published with (anonymisation.md, step 3.5). */
const LEAST_PEOPLE = 20;

/** Figures of one INSERT: some 4 MB of text. */
const FIGURES_AT_ONCE = 250_000;

@Injectable()
export class ReleasesRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Stores a release, table after table and some rows at a time, so that memory does not grow with it. What lies outside
   * the plan is not sold, so not kept.
   *
   * @returns false where another release of the same period, product and purpose is there already
   */
  async addRelease(transaction: Transaction, artefact: Released<ReleaseArtefact>): Promise<boolean> {
    const added: unknown[] = await transaction.query(
      `INSERT INTO release (release_id, market_id, period, plan_id, product, purpose, method_version, units_per_person,
         table_rows, strata, panel_measured, location_error_median, location_error_p90, table_sha256, least_people)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING RETURNING 1`,
      toColumns(artefact),
    );
    if (added.length === 0) return this.isLoaded(transaction, artefact.releaseId);
    for (const table of artefact.tables) await this.addTable(transaction, artefact, table);
    return true;
  }

  private async addTable(transaction: Transaction, artefact: ReleaseArtefact, table: ReleasedTable): Promise<void> {
    const { releaseId, zones } = artefact;
    const width = table.columns.length;
    const city = artefact.product === 'visitors' ? addZones(artefact, table) : null;
    await transaction.query(
      `INSERT INTO release_table (release_id, table_name, columns, variance, tau, classes, city)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [releaseId, table.table, table.columns, table.variance, table.tau, table.factors?.classes ?? null, city],
    );
    const rowsAtOnce = Math.max(1, Math.floor(FIGURES_AT_ONCE / width));
    for (let first = 0; first < zones.length; first += rowsAtOnce) {
      const rows = zones
        .slice(first, first + rowsAtOnce)
        .map((zone, index) => ({ zone, row: first + index, factors: listFactors(artefact, table, first + index) }))
        .filter(({ zone }) => zone !== OUTSIDE);
      await transaction.query(
        `INSERT INTO release_row (release_id, table_name, zone_id, "values", factors, factor_variances, factor_mixings)
         SELECT $1, $2, zone_id, row_values::double precision[], row_factors::double precision[],
           row_variances::double precision[], row_mixings::double precision[]
         FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
           AS given (zone_id, row_values, row_factors, row_variances, row_mixings)`,
        [
          ...[releaseId, table.table, rows.map(({ zone }) => zone)],
          rows.map(({ row }) => toArray(table.values.slice(row * width, (row + 1) * width))),
          rows.map(({ factors }) => toArray(factors.map((one) => one?.factor ?? null))),
          rows.map(({ factors }) => toArray(factors.map((one) => one?.variance ?? null))),
          rows.map(({ factors }) => toArray(listMixings(factors))),
        ],
      );
    }
  }

  private async isLoaded(transaction: Transaction, releaseId: ReleaseId): Promise<boolean> {
    const found: unknown[] = await transaction.query('SELECT 1 FROM release WHERE release_id = $1', [releaseId]);
    return found.length > 0;
  }

  async addWithdrawal(transaction: Transaction, releaseId: ReleaseId): Promise<void> {
    await transaction.query('INSERT INTO release_withdrawal (release_id) VALUES ($1) ON CONFLICT DO NOTHING', [
      releaseId,
    ]);
  }

  /** Releases of these tables that may be sold, by period. */
  async findOnSale({ market, tables, purpose, first, last }: ReleaseScope): Promise<ReleaseId[]> {
    const products = PRODUCTS.filter((product) => TABLES_OF[product].some((table: Table) => tables.includes(table)));
    const rows: { id: ReleaseId }[] = await this.transactions.current.query(
      `SELECT release_id AS id FROM release
       WHERE market_id = $1 AND purpose = $2 AND period BETWEEN $3 AND $4 AND length(period) = length($3)
         AND product = ANY($5)
         AND NOT EXISTS (SELECT FROM release_withdrawal WHERE release_id = release.release_id)
       ORDER BY period, product`,
      [market, purpose, first, last, products],
    );
    return rows.map(({ id }) => id);
  }

  /** All tables of these releases, without rows. JSON arrays are read ten times faster than PostgreSQL's own. */
  async findHeads(releaseIds: readonly ReleaseId[]): Promise<LoadedTable[]> {
    return this.transactions.current.query(
      `SELECT release_id AS "releaseId", plan_id AS "planId", period, table_name AS "table", method_version AS "methodVersion",
         array_to_json(columns) AS columns, table_rows AS "tableRows", variance, tau,
         units_per_person AS "unitsPerPerson", least_people AS "leastPeople", strata,
         panel_measured AS "panelMeasured", array_to_json(classes) AS classes,
         city, CASE WHEN location_error_median IS NOT NULL
           THEN json_build_object('median', location_error_median, 'p90', location_error_p90) END AS "locationError"
       FROM release JOIN release_table USING (release_id) WHERE release_id = ANY($1) ORDER BY table_name`,
      [releaseIds],
    );
  }

  async findRows(
    from: { readonly releaseIds: readonly ReleaseId[]; readonly tables: readonly Table[] },
    zoneIds: readonly RowId[],
  ): Promise<LoadedRow[]> {
    const rows: LoadedRow[] = await this.transactions.current.query(
      `SELECT release_id AS "releaseId", table_name AS "table", zone_id AS "zoneId",
         array_to_json("values") AS "values", array_to_json(factors) AS factors,
         array_to_json(factor_variances) AS "factorVariances", array_to_json(factor_mixings) AS "factorMixings"
       FROM release_row WHERE release_id = ANY($1) AND table_name = ANY($2) AND zone_id = ANY($3)`,
      [from.releaseIds, from.tables, zoneIds],
    );
    return rows.map((row) => fromReleasedRecord(row));
  }

  /** Purposes that a market has a release for, withdrawn or not. */
  async findPurposes(market: MarketId): Promise<Purpose[]> {
    const rows: { purpose: Purpose }[] = await this.transactions.current.query(
      `SELECT purpose FROM unnest($2::text[]) AS given (purpose)
       WHERE EXISTS (SELECT FROM release WHERE market_id = $1 AND release.purpose = given.purpose)`,
      [market, PURPOSES],
    );
    return rows.map(({ purpose }) => purpose);
  }

  /** Of each product on sale its first and last period: local days, of frequency months. */
  async findSpans(market: MarketId, purpose: Purpose): Promise<ReleasedSpan[]> {
    return this.transactions.current.query(
      `SELECT product, min(period) AS first, max(period) AS last FROM release
       WHERE market_id = $1 AND purpose = $2
         AND NOT EXISTS (SELECT FROM release_withdrawal WHERE release_id = release.release_id)
       GROUP BY product ORDER BY product`,
      [market, purpose],
    );
  }

  /** First uses by a kind of buyer. @returns the releases for which it is the first */
  async addUses(
    transaction: Transaction,
    { kindOfBuyer, releaseIds }: { kindOfBuyer: KindOfBuyer; releaseIds: readonly ReleaseId[] },
  ): Promise<ReleaseId[]> {
    // In one order for everybody, or two answers at once could wait for each other.
    const added: { releaseId: ReleaseId }[] = await transaction.query(
      `INSERT INTO release_use (release_id, kind_of_buyer)
       SELECT release_id, $2 FROM unnest($1::uuid[]) AS given (release_id) ORDER BY release_id
       ON CONFLICT DO NOTHING RETURNING release_id AS "releaseId"`,
      [releaseIds, kindOfBuyer],
    );
    return added.map(({ releaseId }) => releaseId);
  }

  /** Published figures sold so far, for the loaded ones among these releases. */
  async countSold(releaseIds: readonly ReleaseId[]): Promise<Map<ReleaseId, number>> {
    const rows: { releaseId: ReleaseId; figures: number }[] = await this.transactions.current.query(
      `SELECT release_id AS "releaseId", coalesce(sum(figures), 0)::double precision AS figures
       FROM release LEFT JOIN release_sale USING (release_id) WHERE release_id = ANY($1) GROUP BY release_id`,
      [releaseIds],
    );
    return new Map(rows.map(({ releaseId, figures }) => [releaseId, figures]));
  }

  async findListing(market: MarketId, limit: number): Promise<ReleaseListing[]> {
    return this.transactions.current.query(
      `SELECT release_id AS "releaseId", period, product, purpose, loaded_at AS "loadedAt",
         EXISTS (SELECT FROM release_withdrawal WHERE release_id = release.release_id) AS withdrawn
       FROM release WHERE market_id = $1 ORDER BY period DESC, product, purpose LIMIT $2`,
      [market, limit],
    );
  }
}

/** A row's factors by class of the table's columns; without classes one for all of them. */
function listFactors(
  { extrapolation }: ReleaseArtefact,
  { factors }: ReleasedTable,
  row: number,
): readonly (ReleasedFactor | null)[] {
  if (!factors) return [extrapolation?.factors[row] ?? null];
  const classes = Math.max(...factors.classes) + 1;
  return factors.values.slice(row * classes, (row + 1) * classes);
}

/** Empty where no factor tells. */
const listMixings = (factors: readonly (ReleasedFactor | null)[]): readonly (number | null)[] =>
  factors.some((one) => one?.mixing !== undefined) ? factors.map((one) => one?.mixing ?? null) : [];

/** As PostgreSQL reads an array. */
const toArray = (values: readonly (number | null)[]): string => `{${values.map((one) => one ?? 'NULL').join(',')}}`;

function toColumns(artefact: ReleaseArtefact): unknown[] {
  const { releaseId, market, period, planId, product, purpose, methodVersion, extrapolation } = artefact;
  const { unitsPerPerson, zones, locationError, tableSha256 } = artefact;
  return [
    ...[releaseId, market, period, planId, product, purpose, methodVersion, unitsPerPerson, zones.length],
    ...[extrapolation?.strata ?? null, extrapolation?.panelMeasured ?? null],
    ...[locationError?.median ?? null, locationError?.p90 ?? null, tableSha256, artefact.leastPeople ?? LEAST_PEOPLE],
  ];
}
