import { Injectable } from '@nestjs/common';
import {
  isMonth,
  type Day,
  type Group,
  type MarketId,
  type Period,
  type Product,
  type Purpose,
  type ReleaseId,
  type ZonePlanId,
} from '@passant/contracts';
import type { Extrapolation } from '@passant/privacy';
import { type Transaction, Transactions } from '../database/transactions';
import { toFirstDay, toPeriod } from './domain/period-columns';
import { countFigures, type HoldEnd, type Release, type StandingRelease } from './release';

export interface ReleaseQuery {
  readonly market: MarketId;
  /** First days of periods, both included. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly product?: Product | undefined;
  readonly purpose?: Purpose | undefined;
}

const SELECT = `
  SELECT release.*, release.day::text AS day, reason, withdrawn_at, held_at, decision
  FROM release LEFT JOIN release_withdrawal USING (release_id) LEFT JOIN release_hold USING (release_id)
    LEFT JOIN release_hold_end USING (release_id)`;

@Injectable()
export class ReleasesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Fails where this period, product and purpose was released before. */
  async insert(transaction: Transaction, release: Release): Promise<void> {
    const { figures, published, suppressed } = countFigures(release);
    await transaction.query(
      `INSERT INTO release (release_id, market, day, product, purpose, plan_id, method_version, groups, sigma_squared, tau,
         units_per_person, figures, published, suppressed, extrapolation, table_sha256, stop_list_number, released_at,
         tables, policy_name, policy_version, least_people, location_error, code_version, days_counted)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
      [
        ...[release.releaseId, release.market, toFirstDay(release.period), release.product, release.purpose],
        ...[release.planId, release.methodVersion, [...release.groups], release.sigmaSquared, release.tables[0]!.tau],
        ...[release.unitsPerPerson, figures, published, suppressed, toJson(release.extrapolation)],
        ...[release.tableSha256, release.stopListNumber, release.releasedAt, JSON.stringify(release.tables)],
        ...[release.policy.name, release.policy.version, release.policy.leastPeople],
        ...[toJson(release.locationError), release.codeVersion, release.daysCounted],
      ],
    );
  }

  async find(query: ReleaseQuery): Promise<StandingRelease[]> {
    const rows = await this.transactions.current.query<ReleaseRow[]>(
      `${SELECT} WHERE market = $1 AND ($2::date IS NULL OR day >= $2) AND ($3::date IS NULL OR day <= $3)
         AND ($4::text IS NULL OR product = $4) AND ($5::text IS NULL OR purpose = $5)
       ORDER BY release.day, product, purpose`,
      [query.market, query.from ?? null, query.to ?? null, query.product ?? null, query.purpose ?? null],
    );
    return rows.map(toRelease);
  }

  /** All releases of one day, or of one month. */
  async findOfPeriod(market: MarketId, period: Period): Promise<StandingRelease[]> {
    const rows = await this.transactions.current.query<ReleaseRow[]>(
      `${SELECT} WHERE market = $1 AND day = $2 AND (product = 'frequency') = $3 ORDER BY product, purpose`,
      [market, toFirstDay(period), isMonth(period)],
    );
    return rows.map(toRelease);
  }

  async findByIds(releaseIds: readonly ReleaseId[]): Promise<StandingRelease[]> {
    const rows = await this.transactions.current.query<ReleaseRow[]>(`${SELECT} WHERE release_id = ANY($1::uuid[])`, [
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

  async insertHolds(transaction: Transaction, releaseIds: readonly ReleaseId[], heldAt: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO release_hold (release_id, held_at) SELECT release_id, $2 FROM unnest($1::uuid[]) AS held (release_id)
       ON CONFLICT DO NOTHING`,
      [[...releaseIds], heldAt],
    );
  }

  async insertHoldEnds(
    transaction: Transaction,
    releaseIds: readonly ReleaseId[],
    end: { decision: HoldEnd; endedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO release_hold_end (release_id, decision, ended_at)
       SELECT release_id, $2, $3 FROM unnest($1::uuid[]) AS held (release_id)`,
      [[...releaseIds], end.decision, end.endedAt],
    );
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
  readonly extrapolation: Release['extrapolation'] | Extrapolation;
  readonly table_sha256: string;
  readonly stop_list_number: number;
  readonly released_at: Date;
  readonly tables: Release['tables'] | null;
  readonly policy_name: string | null;
  readonly policy_version: number | null;
  readonly least_people: number | null;
  readonly days_counted: number | null;
  readonly location_error: Release['locationError'];
  readonly reason: string | null;
  readonly withdrawn_at: Date | null;
  readonly code_version: string | null;
  readonly held_at: Date | null;
  readonly decision: HoldEnd | null;
}

/** Of releases that do not say. */
const LEAST_PEOPLE_BEFORE = 20;

const toRelease = (row: ReleaseRow): StandingRelease => ({
  releaseId: row.release_id,
  market: row.market,
  period: toPeriod(row.day, row.product),
  product: row.product,
  purpose: row.purpose,
  planId: row.plan_id,
  methodVersion: row.method_version,
  codeVersion: row.code_version ?? 'unknown',
  policy: {
    name: row.policy_name ?? 'default',
    version: row.policy_version ?? 0,
    leastPeople: row.least_people ?? LEAST_PEOPLE_BEFORE,
  },
  groups: row.groups,
  sigmaSquared: Number(row.sigma_squared),
  unitsPerPerson: row.units_per_person,
  tables: row.tables ?? [toOnlyTable(row)],
  extrapolation: toExtrapolation(row),
  locationError: row.location_error,
  tableSha256: row.table_sha256,
  daysCounted: row.days_counted,
  stopListNumber: row.stop_list_number,
  releasedAt: row.released_at,
  withdrawal: row.reason === null ? null : { reason: row.reason, withdrawnAt: row.withdrawn_at! },
  hold: row.held_at === null ? null : (row.decision ?? 'waiting'),
});

/** Releases of the first method had one table, named as their product, */
const toOnlyTable = (row: ReleaseRow): Release['tables'][number] => ({
  table: row.product,
  variance: Number(row.sigma_squared),
  tau: row.tau,
  figures: row.figures,
  published: row.published,
  suppressed: row.suppressed,
});

/** and one factor for all rows: how many there are stands in the plan. */
function toExtrapolation({ extrapolation }: ReleaseRow): Release['extrapolation'] {
  if (!extrapolation || 'factors' in extrapolation) return extrapolation;
  const { factor, variance, panelMeasured } = extrapolation;
  return { factors: [{ factor, variance }], strata: 'total', panelMeasured };
}

const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
