import { Injectable } from '@nestjs/common';
import type { ClaimCheck, ClearanceId, MarketId, Period, ZonePlanId } from '@passant/contracts';
import { toHashKey } from '../database/to-hash-key';
import { type Transaction, Transactions } from '../database/transactions';
import type { ClaimedClose, CloseReason, CloseState, PeriodClose } from './close';

/** Longer than a renewal takes, short enough that another process takes over within 15 seconds. */
const LEASE = "interval '12 seconds'";

const COLUMNS = `market, period, state, reason, plan_id, manifest, clearance_id, cleared_number, hash_key,
  attempts, days_counted, requested_at, ended_at, lease_token`;

@Injectable()
export class ClosesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Whether it is new: a period is closed once. A month has neither manifest nor key here. */
  async insert(
    transaction: Transaction,
    close: {
      readonly market: MarketId;
      readonly period: Period;
      readonly planId: ZonePlanId;
      readonly manifest: ClaimCheck | null;
      readonly clearanceId: ClearanceId;
      readonly hashKey: Buffer | null;
      readonly requestedAt: Date;
    },
  ): Promise<boolean> {
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO period_close (market, period, state, plan_id, manifest, clearance_id, hash_key, requested_at)
       VALUES ($1, $2, 'WAITING_FOR_CLEARANCE', $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        ...[close.market, close.period, close.planId, close.manifest && JSON.stringify(close.manifest)],
        ...[close.clearanceId, close.hashKey, close.requestedAt],
      ],
    );
    return inserted.length > 0;
  }

  /** Takes the answer to a question that is still open; others are old. */
  async clear(transaction: Transaction, clearanceId: ClearanceId, number: number): Promise<void> {
    await transaction.query(
      `UPDATE period_close SET state = 'CLEARED', cleared_number = $2, reason = NULL, due_at = now()
       WHERE clearance_id = $1 AND state = 'WAITING_FOR_CLEARANCE'`,
      [clearanceId, number],
    );
  }

  /** Asks again: answers to older questions no longer count. */
  async askAgain(
    transaction: Transaction,
    { market, period, leaseToken }: ClaimedClose,
    clearanceId: ClearanceId,
  ): Promise<boolean> {
    return changed(
      await transaction.query(
        `UPDATE period_close
         SET state = 'WAITING_FOR_CLEARANCE', clearance_id = $4, lease_until = NULL, lease_token = NULL
         WHERE market = $1 AND period = $2 AND lease_token = $3 AND state = 'WAITING' RETURNING 1`,
        [market, period, leaseToken, clearanceId],
      ),
    );
  }

  /** The next close with work to do, leased to the caller. */
  async claimNext(leaseToken: string): Promise<ClaimedClose | undefined> {
    const rows = await this.transactions.current.query(
      `UPDATE period_close SET lease_token = $1, lease_until = now() + ${LEASE}
       WHERE (market, period) = (
         SELECT market, period FROM period_close
         WHERE state IN ('CLEARED', 'WAITING', 'MEASURED') AND due_at <= now()
           AND (lease_until IS NULL OR lease_until < now())
         ORDER BY due_at, period LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [leaseToken],
    );
    const [row] = returned<CloseRow>(rows);
    return row && toClaimed(row);
  }

  /** Whether the lease still was the caller's. */
  async renew({ market, period, leaseToken }: ClaimedClose): Promise<boolean> {
    return changed(
      await this.transactions.current.query(
        `UPDATE period_close SET lease_until = now() + ${LEASE}
         WHERE market = $1 AND period = $2 AND lease_token = $3 RETURNING 1`,
        [market, period, leaseToken],
      ),
    );
  }

  /**
   * Ends an attempt of the lease's holder in another state; false where the lease was lost. What is measured stays measured:
   * an attempt may fail after its noise was committed.
   */
  async release(
    { market, period, leaseToken }: ClaimedClose,
    next: { state: CloseState; reason: CloseReason | null; afterMs: number; attempts: number },
  ): Promise<boolean> {
    return changed(
      await this.transactions.current.query(
        `UPDATE period_close SET state = CASE WHEN state = 'MEASURED' THEN state ELSE $4 END, reason = $5, attempts = $6,
           lease_until = NULL, lease_token = NULL,
           due_at = now() + make_interval(secs => $7::double precision / 1000)
         WHERE market = $1 AND period = $2 AND lease_token = $3 RETURNING 1`,
        [market, period, leaseToken, next.state, next.reason, next.attempts, next.afterMs],
      ),
    );
  }

  /** From `CLEARED` to `MEASURED`, under the row's lock until the transaction ends; false where somebody was first. */
  async setMeasured(transaction: Transaction, { market, period, leaseToken }: ClaimedClose): Promise<boolean> {
    return changed(
      await transaction.query(
        `UPDATE period_close SET state = 'MEASURED', reason = NULL, hash_key = NULL
         WHERE market = $1 AND period = $2 AND lease_token = $3 AND state = 'CLEARED' RETURNING 1`,
        [market, period, leaseToken],
      ),
    );
  }

  /** From `MEASURED` to `CLOSED`; false where somebody was first. */
  async setClosed(transaction: Transaction, { market, period }: ClaimedClose, endedAt: Date): Promise<boolean> {
    return changed(
      await transaction.query(
        `UPDATE period_close SET state = 'CLOSED', ended_at = $3, lease_until = NULL, lease_token = NULL
         WHERE market = $1 AND period = $2 AND state = 'MEASURED' RETURNING 1`,
        [market, period, endedAt],
      ),
    );
  }

  /** From `FAILED` to `WAITING`, which asks for clearance anew; what it failed with, or nothing where it is not `FAILED`. */
  async retry(transaction: Transaction, market: MarketId, period: Period): Promise<CloseReason | undefined> {
    const [row] = returned<{ reason: CloseReason }>(
      await transaction.query(
        `UPDATE period_close SET state = 'WAITING', attempts = 0, due_at = now(), lease_until = NULL, lease_token = NULL
         WHERE market = $1 AND period = $2 AND state = 'FAILED' RETURNING reason`,
        [market, period],
      ),
    );
    return row?.reason;
  }

  async insertRetry(
    transaction: Transaction,
    retry: {
      readonly retryId: string;
      readonly market: MarketId;
      readonly period: Period;
      readonly failedWith: CloseReason;
      readonly reason: string;
      readonly staffId: string;
      readonly retriedAt: Date;
    },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO close_retry (retry_id, market, period, failed_with, reason, staff_id, retried_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [retry.retryId, retry.market, retry.period, retry.failedWith, retry.reason, retry.staffId, retry.retriedAt],
    );
  }

  async find(market: MarketId, states?: readonly CloseState[]): Promise<PeriodClose[]> {
    const rows = await this.transactions.current.query<CloseRow[]>(
      `SELECT ${COLUMNS} FROM period_close WHERE market = $1 AND ($2::text[] IS NULL OR state = ANY($2)) ORDER BY period`,
      [market, states ? [...states] : null],
    );
    return rows.map(toClose);
  }

  async findOne(market: MarketId, period: Period): Promise<PeriodClose | undefined> {
    const [row] = await this.transactions.current.query<CloseRow[]>(
      `SELECT ${COLUMNS} FROM period_close WHERE market = $1 AND period = $2`,
      [market, period],
    );
    return row && toClose(row);
  }
}

/** TypeORM answers an UPDATE with `[rows, count]`. */
const returned = <Row>(answer: unknown): Row[] => (answer as [Row[], number])[0];
const changed = (answer: unknown): boolean => returned(answer).length > 0;

interface CloseRow {
  readonly market: MarketId;
  readonly period: Period;
  readonly state: CloseState;
  readonly reason: CloseReason | null;
  readonly plan_id: ZonePlanId;
  readonly manifest: ClaimCheck | null;
  readonly clearance_id: ClearanceId;
  readonly cleared_number: number;
  readonly hash_key: Buffer | null;
  readonly attempts: number;
  readonly days_counted: number | null;
  readonly requested_at: Date;
  readonly ended_at: Date | null;
  readonly lease_token: string;
}

const toClose = (row: CloseRow): PeriodClose => ({
  market: row.market,
  period: row.period,
  state: row.state,
  reason: row.reason,
  attempts: row.attempts,
  daysCounted: row.days_counted,
  requestedAt: row.requested_at,
  endedAt: row.ended_at,
});

/** A row with a manifest is a day's, one without a month's. */
const toClaimed = (row: CloseRow): ClaimedClose =>
  ({
    ...toClose(row),
    planId: row.plan_id,
    manifest: row.manifest,
    clearanceId: row.clearance_id,
    clearedNumber: row.cleared_number,
    hashKey: row.hash_key && toHashKey(row.hash_key),
    leaseToken: row.lease_token,
  }) as ClaimedClose;
