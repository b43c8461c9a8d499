import { Injectable } from '@nestjs/common';
import type { MarketId, Month } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { Earned } from './domain/accrue';
import type { CreditRow } from './domain/credit-file';
import type { Plan } from './domain/plan';

/** What a line earned in a month that is closed. */
export type ClosedCredit = Earned & { readonly market: MarketId; readonly month: Month };

export interface CreditMonth {
  readonly month: Month;
  /** The last line whose credits are fixed. */
  readonly reached: string;
  readonly closedAt: Date | null;
  /** Of the file; null until the month is closed. */
  readonly sha256: string | null;
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const PAGE_LINES = 5000;

@Injectable()
export class RewardsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** One change of a market's plans at a time, so that versions are numbered without a gap. */
  async lockPlans(transaction: Transaction, market: MarketId): Promise<void> {
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('reward_plan ' || $1, 0))`, [market]);
  }

  /** Newest first; of every market where none is named. */
  findPlans(market: MarketId | null): Promise<Plan[]> {
    return this.transactions.current.query(
      `SELECT id, market, version, effective_from::text AS "effectiveFrom", currency, rewards FROM reward_plan
       WHERE $1::text IS NULL OR market = $1 ORDER BY market, version DESC`,
      [market],
    );
  }

  async addPlan(transaction: Transaction, plan: Plan, plannedAt: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO reward_plan (id, market, version, effective_from, currency, rewards, planned_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[plan.id, plan.market, plan.version, plan.effectiveFrom, plan.currency],
        ...[JSON.stringify(plan.rewards), plannedAt],
      ],
    );
  }

  /** Newest first. */
  findMonths(market: MarketId): Promise<CreditMonth[]> {
    return this.transactions.current.query(
      `SELECT month, reached, closed_at AS "closedAt", sha256 FROM credit_month WHERE market = $1 ORDER BY month DESC`,
      [market],
    );
  }

  /** Begins a month, or takes it up again where it was left; locked, so that one process at a time goes on with it. */
  async holdMonth(transaction: Transaction, market: MarketId, month: Month): Promise<CreditMonth> {
    await transaction.query(
      `INSERT INTO credit_month (market, month, reached) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [market, month, BEFORE_ALL],
    );
    const rows: CreditMonth[] = await transaction.query(
      `SELECT month, reached, closed_at AS "closedAt", sha256 FROM credit_month WHERE market = $1 AND month = $2 FOR UPDATE`,
      [market, month],
    );
    return rows[0]!;
  }

  async addCredits(
    transaction: Transaction,
    { market, month }: { market: MarketId; month: Month },
    credits: readonly (Earned & { readonly subscriberId: string })[],
  ): Promise<void> {
    const column = <T>(of: (credit: Earned & { readonly subscriberId: string }) => T): T[] => credits.map(of);
    await transaction.query(
      `INSERT INTO reward_credit (market, month, subscriber_id, plan_id, data_kind, kind, code, days, minor_units)
       SELECT $1, $2, * FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::bigint[])
       ON CONFLICT DO NOTHING`,
      [
        market,
        month,
        column(({ subscriberId }) => subscriberId),
        column(({ planId }) => planId),
        column(({ dataKind }) => dataKind),
        column(({ kind }) => kind),
        column(({ code }) => code),
        column(({ days }) => days),
        column(({ minorUnits }) => minorUnits),
      ],
    );
  }

  async noteReached(
    transaction: Transaction,
    { market, month }: { market: MarketId; month: Month },
    reached: string,
  ): Promise<void> {
    await transaction.query(`UPDATE credit_month SET reached = $3 WHERE market = $1 AND month = $2`, [
      market,
      month,
      reached,
    ]);
  }

  /** Nothing is added to the month any more. */
  async closeMonth(
    transaction: Transaction,
    { market, month }: { market: MarketId; month: Month },
    { at, sha256 }: { at: Date; sha256: string },
  ): Promise<void> {
    await transaction.query(
      `UPDATE credit_month SET closed_at = $3, sha256 = $4 WHERE market = $1 AND month = $2 AND closed_at IS NULL`,
      [market, month, at, sha256],
    );
  }

  /** What lines earned in months that are closed; newest first. */
  findCredits(subscriberIds: readonly string[]): Promise<ClosedCredit[]> {
    return this.transactions.current.query(
      `SELECT market, month, plan_id AS "planId", data_kind AS "dataKind", kind, code, days, minor_units::float8 AS "minorUnits"
       FROM reward_credit JOIN credit_month USING (market, month) WHERE subscriber_id = ANY($1) AND closed_at IS NOT NULL
       ORDER BY month DESC, plan_id, data_kind, kind`,
      [subscriberIds],
    );
  }

  /** The rows of a month's file, in pages, in the order of their references. */
  async *findFileRows(
    { market, month }: { market: MarketId; month: Month },
    transaction?: Transaction,
  ): AsyncGenerator<CreditRow[]> {
    let after = BEFORE_ALL;
    for (;;) {
      const rows: CreditRow[] = await (transaction ?? this.transactions.current).query(
        `SELECT * FROM (
           SELECT subscriber_id AS reference, kind, code, CASE kind WHEN 'benefit' THEN sum(days)::integer END AS days,
                sum(minor_units)::float8 AS "minorUnits", CASE kind WHEN 'credit' THEN currency ELSE '' END AS currency
         FROM reward_credit JOIN reward_plan ON reward_plan.id = plan_id
         WHERE reward_credit.market = $1 AND month = $2 AND subscriber_id = ANY(ARRAY(
           SELECT DISTINCT subscriber_id FROM reward_credit WHERE market = $1 AND month = $2 AND subscriber_id > $3
           ORDER BY subscriber_id LIMIT $4))
           GROUP BY 1, 2, 3, 6) AS row
         ORDER BY reference, kind COLLATE "C", code COLLATE "C", currency COLLATE "C"`,
        [market, month, after, PAGE_LINES],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      after = last.reference;
    }
  }

  /** What is older than the law asks for. */
  async prune(oldestKept: Month): Promise<void> {
    await this.transactions.current.query(`DELETE FROM reward_credit WHERE month < $1`, [oldestKept]);
    await this.transactions.current.query(`DELETE FROM credit_month WHERE month < $1`, [oldestKept]);
  }
}
