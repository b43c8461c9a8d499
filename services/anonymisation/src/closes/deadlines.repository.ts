import { Injectable } from '@nestjs/common';
import type { Day, MarketId, Month, TimeZone, ZonePlanId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { OpenMonth } from './domain/month-deadline';

const ENDED = `('MEASURED', 'CLOSED', 'ABANDONED')`;
const ABANDON = `state = 'ABANDONED', reason = coalesce(reason, 'DEADLINE_PASSED'), hash_key = NULL,
  ended_at = $1, lease_until = NULL, lease_token = NULL`;
const OPEN = `('WAITING_FOR_CLEARANCE', 'CLEARED', 'WAITING', 'FAILED')`;

/** Which days and months must end, released or not. */
@Injectable()
export class DeadlinesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Ends every day whose deadline has passed without a release: with a close or, where the day was never completed, with a
   * panel only. Returns them.
   */
  async abandonDays(
    transaction: Transaction,
    { now, unknownAfterHours }: { now: Date; unknownAfterHours: number },
  ): Promise<{ market: MarketId; day: Day }[]> {
    const [closes] = await transaction.query<[{ market: MarketId; day: Day }[], number]>(
      `UPDATE period_close SET ${ABANDON}
       WHERE state IN ${OPEN} AND length(period) = 10
         AND coalesce(
           (SELECT destroy_by FROM panel
            WHERE panel.market = period_close.market AND to_char(panel.day, 'YYYY-MM-DD') = period),
           requested_at + make_interval(hours => $2)) <= $1
       RETURNING market, period AS day`,
      [now, unknownAfterHours],
    );
    const panels = await transaction.query<{ market: MarketId; day: Day }[]>(
      `INSERT INTO period_close (market, period, state, reason, requested_at, ended_at)
       SELECT market, to_char(day, 'YYYY-MM-DD'), 'ABANDONED', 'DEADLINE_PASSED', $1, $1 FROM panel
       WHERE destroy_by <= $1
         AND NOT EXISTS (SELECT FROM period_close
           WHERE period_close.market = panel.market AND period = to_char(panel.day, 'YYYY-MM-DD'))
       ON CONFLICT DO NOTHING RETURNING market, period AS day`,
      [now],
    );
    return [...closes, ...panels];
  }

  /** Months with a panel, marks or a close that have not ended here; one of them where it is named. */
  async findOpenMonths(one?: { market: MarketId; month: Month }): Promise<(OpenMonth & { market: MarketId })[]> {
    const rows = await this.dataSource.query<MonthRow[]>(
      `SELECT market, month, max(dies_at) AS dies_at,
         least(min(issued_at), (SELECT min(held_since) FROM return_visit_file AS file
          WHERE file.market = months.market AND file.month = months.month AND file.state <> 'DOOMED')) AS held_since,
         (SELECT month_destroy_by FROM panel WHERE panel.market = months.market
            AND to_char(panel.day, 'YYYY-MM') = months.month AND month_destroy_by IS NOT NULL
          ORDER BY received_at DESC LIMIT 1) AS keys_die_at,
         (SELECT plan.market->>'timeZone' FROM zone_plan AS plan
          WHERE plan.market->>'id' = months.market ORDER BY version DESC LIMIT 1) AS time_zone
       FROM (
         SELECT market, to_char(day, 'YYYY-MM') AS month, destroy_by AS dies_at, received_at AS issued_at FROM panel
         UNION ALL SELECT market, month, NULL, NULL FROM return_visit_month
         UNION ALL SELECT market, period, NULL, NULL FROM period_close WHERE length(period) = 7
       ) AS months
       WHERE ($1::text IS NULL OR market = $1 AND month = $2)
         AND NOT EXISTS (SELECT FROM period_close AS close
           WHERE close.market = months.market AND close.period = months.month AND close.state IN ${ENDED})
       GROUP BY market, month ORDER BY market, month`,
      [one?.market ?? null, one?.month ?? null],
    );
    return rows.map((row) => ({
      market: row.market,
      month: row.month,
      // Without a plan nothing was ever counted: whether it ends some hours sooner does not matter.
      timeZone: row.time_zone ?? ('UTC' as TimeZone),
      lastPanelDiesAt: row.dies_at?.getTime() ?? null,
      heldSince: row.held_since?.getTime() ?? null,
      keysDieAt: row.keys_die_at?.getTime() ?? null,
    }));
  }

  /** Ends a month without a release; false where it has ended already. */
  async abandonMonth(transaction: Transaction, market: MarketId, month: Month, now: Date): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      `INSERT INTO period_close (market, period, state, reason, requested_at, ended_at)
       VALUES ($2, $3, 'ABANDONED', 'DEADLINE_PASSED', $1, $1)
       ON CONFLICT (market, period) DO UPDATE SET
         state = 'ABANDONED', reason = coalesce(period_close.reason, 'DEADLINE_PASSED'),
         ended_at = $1, lease_until = NULL, lease_token = NULL
       WHERE period_close.state IN ${OPEN} RETURNING 1`,
      [now, market, month],
    );
    return rows.length > 0;
  }

  /**
   * The plan over which most days of the month were measured (of several the newest), and how many: public facts. Nothing where no
   * day was.
   */
  async findPlan(market: MarketId, month: Month): Promise<{ planId: ZonePlanId; days: number } | undefined> {
    const [row] = await this.dataSource.query<{ plan_id: ZonePlanId; days: number }[]>(
      `SELECT plan_id, count(*)::int AS days FROM period_close JOIN zone_plan USING (plan_id)
       WHERE period_close.market = $1 AND period LIKE $2 || '-%' AND state IN ('MEASURED', 'CLOSED')
       GROUP BY plan_id, version ORDER BY days DESC, version DESC LIMIT 1`,
      [market, month],
    );
    return row && { planId: row.plan_id, days: row.days };
  }

  /** What a month was counted over, in the transaction that measures it. */
  async setCounted(
    transaction: Transaction,
    { market, month }: { market: MarketId; month: Month },
    { planId, days }: { planId: ZonePlanId; days: number },
  ): Promise<void> {
    await transaction.query(
      'UPDATE period_close SET plan_id = $3, days_counted = $4 WHERE market = $1 AND period = $2',
      [market, month, planId, days],
    );
  }

  /** Whether a day of the month is known here, by a panel or a close, that is neither measured nor at its end. */
  async hasOpenDay(market: MarketId, month: Month): Promise<boolean> {
    const [row] = await this.dataSource.query<{ is_open: boolean }[]>(
      `SELECT EXISTS (
         SELECT FROM (
           SELECT to_char(day, 'YYYY-MM-DD') AS day FROM panel WHERE market = $1 AND to_char(day, 'YYYY-MM') = $2
           UNION SELECT period FROM period_close WHERE market = $1 AND period LIKE $2 || '-%'
         ) AS days
         LEFT JOIN period_close ON period_close.market = $1 AND period = day
         WHERE coalesce(state, 'WAITING') NOT IN ('MEASURED', 'CLOSED', 'ABANDONED', 'FAILED')
       ) AS is_open`,
      [market, month],
    );
    return row!.is_open;
  }
}

interface MonthRow {
  readonly market: MarketId;
  readonly month: Month;
  readonly dies_at: Date | null;
  readonly held_since: Date | null;
  readonly keys_die_at: Date | null;
  readonly time_zone: TimeZone | null;
}
