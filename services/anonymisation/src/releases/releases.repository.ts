import { Injectable } from '@nestjs/common';
import type { Day, Group, MarketId, Product, Purpose, ReleaseId, ZonePlanId } from '@passant/contracts';
import type { Extrapolation } from '@passant/privacy';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { Release, StandingRelease } from './release';

export interface ReleaseQuery {
  readonly market: MarketId;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly product?: Product | undefined;
}

const SELECT = `
  SELECT release.*, release.day::text AS day, reason, withdrawn_at
  FROM release LEFT JOIN release_withdrawal USING (release_id)`;

@Injectable()
export class ReleasesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Fails where this day, product and purpose was released before. */
  async insert(transaction: Transaction, release: Release): Promise<void> {
    await transaction.query(
      `INSERT INTO release (release_id, market, day, product, purpose, plan_id, method_version, groups, sigma_squared, tau,
         units_per_person, figures, published, suppressed, extrapolation, table_sha256, stop_list_number, released_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        ...[release.releaseId, release.market, release.day, release.product, release.purpose, release.planId],
        ...[release.methodVersion, [...release.groups], release.sigmaSquared, release.tau, release.unitsPerPerson],
        ...[release.figures, release.published, release.suppressed],
        release.extrapolation && JSON.stringify(release.extrapolation),
        ...[release.tableSha256, release.stopListNumber, release.releasedAt],
      ],
    );
  }

  async find(query: ReleaseQuery): Promise<StandingRelease[]> {
    const rows = await this.dataSource.query<ReleaseRow[]>(
      `${SELECT} WHERE market = $1 AND ($2::date IS NULL OR day >= $2) AND ($3::date IS NULL OR day <= $3)
         AND ($4::text IS NULL OR product = $4)
       ORDER BY release.day, product, purpose`,
      [query.market, query.from ?? null, query.to ?? null, query.product ?? null],
    );
    return rows.map(toRelease);
  }

  async findByIds(releaseIds: readonly ReleaseId[]): Promise<StandingRelease[]> {
    const rows = await this.dataSource.query<ReleaseRow[]>(`${SELECT} WHERE release_id = ANY($1::uuid[])`, [
      [...releaseIds],
    ]);
    return rows.map(toRelease);
  }

  /** Whether this call withdrew it: false where it was before. */
  async insertWithdrawal(
    transaction: Transaction,
    withdrawal: { releaseId: ReleaseId; reason: string; staffId: string; withdrawnAt: Date },
  ): Promise<boolean> {
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO release_withdrawal (release_id, reason, withdrawn_by, withdrawn_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [withdrawal.releaseId, withdrawal.reason, withdrawal.staffId, withdrawal.withdrawnAt],
    );
    return inserted.length > 0;
  }
}

interface ReleaseRow {
  readonly release_id: ReleaseId;
  readonly market: MarketId;
  readonly day: Day;
  readonly product: Product;
  readonly purpose: Purpose;
  readonly plan_id: ZonePlanId;
  readonly method_version: string;
  readonly groups: Group[];
  readonly sigma_squared: string;
  readonly tau: number;
  readonly units_per_person: number;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly extrapolation: Extrapolation | null;
  readonly table_sha256: string;
  readonly stop_list_number: number;
  readonly released_at: Date;
  readonly reason: string | null;
  readonly withdrawn_at: Date | null;
}

const toRelease = (row: ReleaseRow): StandingRelease => ({
  releaseId: row.release_id,
  market: row.market,
  day: row.day,
  product: row.product,
  purpose: row.purpose,
  planId: row.plan_id,
  methodVersion: row.method_version,
  groups: row.groups,
  sigmaSquared: Number(row.sigma_squared),
  tau: row.tau,
  unitsPerPerson: row.units_per_person,
  figures: row.figures,
  published: row.published,
  suppressed: row.suppressed,
  extrapolation: row.extrapolation,
  tableSha256: row.table_sha256,
  stopListNumber: row.stop_list_number,
  releasedAt: row.released_at,
  withdrawal: row.reason === null ? null : { reason: row.reason, withdrawnAt: row.withdrawn_at! },
});
