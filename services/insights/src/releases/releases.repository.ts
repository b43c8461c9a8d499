import { Injectable } from '@nestjs/common';
import {
  type Day,
  type KindOfBuyer,
  type MarketId,
  OUTSIDE,
  type Product,
  type Purpose,
  type ReleaseArtefact,
  type ReleaseId,
  type ZoneId,
} from '@passant/contracts';
import { fromReleasedRecord, type Released } from '@passant/privacy';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

/** A release without its rows. */
export interface LoadedRelease {
  readonly releaseId: ReleaseId;
  readonly day: Day;
  readonly methodVersion: string;
  readonly columns: readonly string[];
  readonly tableZones: number;
  readonly sigmaSquared: number;
  readonly unitsPerPerson: number;
  readonly tau: number;
  readonly extrapolation: { readonly factor: number; readonly variance: number } | null;
}

export type LoadedRow = Released<{
  readonly releaseId: ReleaseId;
  readonly zoneId: ZoneId;
  readonly values: readonly number[];
}>;

export interface ReleaseListing {
  readonly releaseId: ReleaseId;
  readonly day: Day;
  readonly product: Product;
  readonly purpose: Purpose;
  readonly withdrawn: boolean;
  readonly loadedAt: Date;
}

export interface ReleaseScope {
  readonly market: MarketId;
  readonly purpose: Purpose;
  readonly product: Product;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

@Injectable()
export class ReleasesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Stores a release in two statements, whatever its size. What lies outside the plan is not sold, so not kept.
   *
   * @returns false where another release of the same day, product and purpose is there already
   */
  async addRelease(transaction: Transaction, artefact: Released<ReleaseArtefact>): Promise<boolean> {
    const added: unknown[] = await transaction.query(
      `INSERT INTO release (release_id, market_id, day, plan_id, product, purpose, method_version, sigma_squared,
         units_per_person, tau, factor, factor_variance, columns, table_zones, table_sha256)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING RETURNING 1`,
      toColumns(artefact),
    );
    if (added.length === 0) return this.isLoaded(transaction, artefact.releaseId);
    const width = artefact.columns.length;
    const rows = artefact.zones
      .map((zone, row) => ({ zone, values: artefact.values.slice(row * width, (row + 1) * width) }))
      .filter(({ zone }) => zone !== OUTSIDE);
    await transaction.query(
      `INSERT INTO release_row (release_id, zone_id, "values")
       SELECT $1, zone_id, row_values::integer[] FROM unnest($2::text[], $3::text[]) AS given (zone_id, row_values)`,
      [artefact.releaseId, rows.map(({ zone }) => zone), rows.map(({ values }) => `{${values.join(',')}}`)],
    );
    return true;
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

  /** What may be sold of these days, in order. */
  async findOnSale(transaction: Transaction, scope: ReleaseScope): Promise<LoadedRelease[]> {
    const { market, product, purpose, firstDay, lastDay } = scope;
    const rows: (Omit<LoadedRelease, 'extrapolation'> & { factor: number | null; factorVariance: number | null })[] =
      await transaction.query(
        `SELECT release_id AS "releaseId", day::text, method_version AS "methodVersion", columns,
           table_zones AS "tableZones", sigma_squared::double precision AS "sigmaSquared",
           units_per_person AS "unitsPerPerson", tau, factor, factor_variance AS "factorVariance"
         FROM release
         WHERE market_id = $1 AND product = $2 AND purpose = $3 AND day BETWEEN $4 AND $5
           AND NOT EXISTS (SELECT FROM release_withdrawal WHERE release_id = release.release_id)
         ORDER BY day`,
        [market, product, purpose, firstDay, lastDay],
      );
    return rows.map(({ factor, factorVariance, ...release }) => ({
      ...release,
      extrapolation: factor === null || factorVariance === null ? null : { factor, variance: factorVariance },
    }));
  }

  /** JSON arrays are read ten times faster than PostgreSQL's own. */
  async findRows(
    transaction: Transaction,
    releaseIds: readonly ReleaseId[],
    zoneIds: readonly ZoneId[],
  ): Promise<LoadedRow[]> {
    const rows: { releaseId: ReleaseId; zoneId: ZoneId; values: number[] }[] = await transaction.query(
      `SELECT release_id AS "releaseId", zone_id AS "zoneId", array_to_json("values") AS "values"
       FROM release_row WHERE release_id = ANY($1) AND zone_id = ANY($2)`,
      [releaseIds, zoneIds],
    );
    return rows.map((row) => fromReleasedRecord(row));
  }

  /** Notes the first use by a kind of buyer. @returns the releases for which it was the first */
  async addUses(transaction: Transaction, releaseIds: readonly ReleaseId[], kind: KindOfBuyer): Promise<ReleaseId[]> {
    // In one order for everybody, or two answers at once could wait for each other.
    const added: { release_id: ReleaseId }[] = await transaction.query(
      `INSERT INTO release_use (release_id, kind_of_buyer)
       SELECT release_id, $2 FROM unnest($1::uuid[]) AS used (release_id) ORDER BY release_id
       ON CONFLICT DO NOTHING RETURNING release_id`,
      [releaseIds, kind],
    );
    return added.map(({ release_id }) => release_id);
  }

  async addSales(transaction: Transaction, usageEventId: string, sold: ReadonlyMap<ReleaseId, number>): Promise<void> {
    await transaction.query(
      `INSERT INTO release_sale (usage_event_id, release_id, figures)
       SELECT $1, release_id, figures FROM unnest($2::uuid[], $3::integer[]) AS sold (release_id, figures)`,
      [usageEventId, [...sold.keys()], [...sold.values()]],
    );
  }

  /** Published figures sold so far, for the loaded ones among these releases. */
  async countSold(releaseIds: readonly ReleaseId[]): Promise<Map<ReleaseId, number>> {
    const rows: { releaseId: ReleaseId; figures: number }[] = await this.dataSource.query(
      `SELECT release_id AS "releaseId", coalesce(sum(figures), 0)::double precision AS figures
       FROM release LEFT JOIN release_sale USING (release_id) WHERE release_id = ANY($1) GROUP BY release_id`,
      [releaseIds],
    );
    return new Map(rows.map(({ releaseId, figures }) => [releaseId, figures]));
  }

  async findListing(market: MarketId, limit: number): Promise<ReleaseListing[]> {
    return this.dataSource.query(
      `SELECT release_id AS "releaseId", day::text, product, purpose, loaded_at AS "loadedAt",
         EXISTS (SELECT FROM release_withdrawal WHERE release_id = release.release_id) AS withdrawn
       FROM release WHERE market_id = $1 ORDER BY day DESC, product, purpose LIMIT $2`,
      [market, limit],
    );
  }
}

function toColumns(artefact: ReleaseArtefact): unknown[] {
  const { releaseId, market, day, planId, product, purpose, methodVersion, extrapolation } = artefact;
  const { sigmaSquared, unitsPerPerson, tau, columns, zones, tableSha256 } = artefact;
  return [
    ...[releaseId, market, day, planId, product, purpose, methodVersion, sigmaSquared, unitsPerPerson, tau],
    ...[extrapolation?.factor ?? null, extrapolation?.variance ?? null, columns, zones.length, tableSha256],
  ];
}
