import { Injectable } from '@nestjs/common';
import type { ClaimCheck, ClearanceId, Day, MarketId, ZonePlanId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { HashKey } from '../transform/transform.service';
import type { ClaimedClose, CloseReason, CloseState, DayClose } from './close';

/** Longer than a renewal takes, short enough that another process takes over within 15 seconds. */
const LEASE = "interval '12 seconds'";

const COLUMNS = `market, day::text AS day, state, reason, plan_id, manifest, clearance_id, cleared_number, hash_key,
  attempts, requested_at, ended_at, lease_token`;

@Injectable()
export class ClosesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether it is new: a day is closed once. */
  async insert(
    transaction: Transaction,
    close: {
      readonly market: MarketId;
      readonly day: Day;
      readonly planId: ZonePlanId;
      readonly manifest: ClaimCheck;
      readonly clearanceId: ClearanceId;
      readonly hashKey: Buffer;
      readonly requestedAt: Date;
    },
  ): Promise<boolean> {
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO day_close (market, day, state, plan_id, manifest, clearance_id, hash_key, requested_at)
       VALUES ($1, $2, 'WAITING_FOR_CLEARANCE', $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        ...[close.market, close.day, close.planId, JSON.stringify(close.manifest), close.clearanceId],
        ...[close.hashKey, close.requestedAt],
      ],
    );
    return inserted.length > 0;
  }

  /** Takes the answer to a question that is still open; others are old. */
  async clear(transaction: Transaction, clearanceId: ClearanceId, number: number): Promise<void> {
    await transaction.query(
      `UPDATE day_close SET state = 'CLEARED', cleared_number = $2, reason = NULL, due_at = now()
       WHERE clearance_id = $1 AND state = 'WAITING_FOR_CLEARANCE'`,
      [clearanceId, number],
    );
  }

  /** Asks again: answers to older questions no longer count. */
  async askAgain(
    transaction: Transaction,
    { market, day, leaseToken }: ClaimedClose,
    clearanceId: ClearanceId,
  ): Promise<boolean> {
    return changed(
      await transaction.query(
        `UPDATE day_close SET state = 'WAITING_FOR_CLEARANCE', clearance_id = $4, lease_until = NULL, lease_token = NULL
         WHERE market = $1 AND day = $2 AND lease_token = $3 AND state = 'WAITING' RETURNING 1`,
        [market, day, leaseToken, clearanceId],
      ),
    );
  }

  /** The next close with work to do, leased to the caller. */
  async claimNext(leaseToken: string): Promise<ClaimedClose | undefined> {
    const rows = await this.dataSource.query(
      `UPDATE day_close SET lease_token = $1, lease_until = now() + ${LEASE}
       WHERE (market, day) = (
         SELECT market, day FROM day_close
         WHERE state IN ('CLEARED', 'WAITING', 'MEASURED') AND due_at <= now()
           AND (lease_until IS NULL OR lease_until < now())
         ORDER BY due_at, day LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [leaseToken],
    );
    const [row] = returned<CloseRow>(rows);
    return row && toClaimed(row);
  }

  /** Whether the lease still was the caller's. */
  async renew({ market, day, leaseToken }: ClaimedClose): Promise<boolean> {
    return changed(
      await this.dataSource.query(
        `UPDATE day_close SET lease_until = now() + ${LEASE}
         WHERE market = $1 AND day = $2 AND lease_token = $3 RETURNING 1`,
        [market, day, leaseToken],
      ),
    );
  }

  /**
   * Ends an attempt of the lease's holder in another state; false where the lease was lost. What is measured stays measured:
   * an attempt may fail after its noise was committed.
   */
  async release(
    { market, day, leaseToken }: ClaimedClose,
    next: { state: CloseState; reason: CloseReason | null; afterMs: number; attempts: number },
  ): Promise<boolean> {
    return changed(
      await this.dataSource.query(
        `UPDATE day_close SET state = CASE WHEN state = 'MEASURED' THEN state ELSE $4 END, reason = $5, attempts = $6,
           lease_until = NULL, lease_token = NULL,
           due_at = now() + make_interval(secs => $7::double precision / 1000)
         WHERE market = $1 AND day = $2 AND lease_token = $3 RETURNING 1`,
        [market, day, leaseToken, next.state, next.reason, next.attempts, next.afterMs],
      ),
    );
  }

  /** From `CLEARED` to `MEASURED`, under the row's lock until the transaction ends; false where somebody was first. */
  async setMeasured(transaction: Transaction, { market, day, leaseToken }: ClaimedClose): Promise<boolean> {
    return changed(
      await transaction.query(
        `UPDATE day_close SET state = 'MEASURED', reason = NULL, hash_key = NULL
         WHERE market = $1 AND day = $2 AND lease_token = $3 AND state = 'CLEARED' RETURNING 1`,
        [market, day, leaseToken],
      ),
    );
  }

  /** From `MEASURED` to `CLOSED`; false where somebody was first. */
  async setClosed(transaction: Transaction, { market, day }: ClaimedClose, endedAt: Date): Promise<boolean> {
    return changed(
      await transaction.query(
        `UPDATE day_close SET state = 'CLOSED', ended_at = $3, lease_until = NULL, lease_token = NULL
         WHERE market = $1 AND day = $2 AND state = 'MEASURED' RETURNING 1`,
        [market, day, endedAt],
      ),
    );
  }

  /**
   * Ends every day whose deadline has passed without a release: with a close or, where the day was never completed, with a
   * panel only. Returns them.
   */
  async abandonOverdue(
    transaction: Transaction,
    { now, unknownAfterHours }: { now: Date; unknownAfterHours: number },
  ): Promise<{ market: MarketId; day: Day }[]> {
    const closes = await transaction.query(
      `UPDATE day_close SET state = 'ABANDONED', reason = coalesce(reason, 'DEADLINE_PASSED'), hash_key = NULL,
         ended_at = $1, lease_until = NULL, lease_token = NULL
       WHERE state IN ('WAITING_FOR_CLEARANCE', 'CLEARED', 'WAITING', 'FAILED')
         AND coalesce(
           (SELECT destroy_by FROM panel WHERE panel.market = day_close.market AND panel.day = day_close.day),
           requested_at + make_interval(hours => $2)) <= $1
       RETURNING market, day::text AS day`,
      [now, unknownAfterHours],
    );
    const panels = await transaction.query<{ market: MarketId; day: Day }[]>(
      `INSERT INTO day_close (market, day, state, reason, requested_at, ended_at)
       SELECT market, day, 'ABANDONED', 'DEADLINE_PASSED', $1, $1 FROM panel
       WHERE destroy_by <= $1
         AND NOT EXISTS (SELECT FROM day_close WHERE day_close.market = panel.market AND day_close.day = panel.day)
       ON CONFLICT DO NOTHING RETURNING market, day::text AS day`,
      [now],
    );
    return [...returned<{ market: MarketId; day: Day }>(closes), ...panels];
  }

  async find(market: MarketId, states: readonly CloseState[] | undefined): Promise<DayClose[]> {
    const rows = await this.dataSource.query<CloseRow[]>(
      `SELECT ${COLUMNS} FROM day_close WHERE market = $1 AND ($2::text[] IS NULL OR state = ANY($2)) ORDER BY day`,
      [market, states ? [...states] : null],
    );
    return rows.map(toClose);
  }
}

/** TypeORM answers an UPDATE with `[rows, count]`. */
const returned = <Row>(answer: unknown): Row[] => (answer as [Row[], number])[0];
const changed = (answer: unknown): boolean => returned(answer).length > 0;

interface CloseRow {
  readonly market: MarketId;
  readonly day: Day;
  readonly state: CloseState;
  readonly reason: CloseReason | null;
  readonly plan_id: ZonePlanId;
  readonly manifest: ClaimCheck;
  readonly clearance_id: ClearanceId;
  readonly cleared_number: number;
  readonly hash_key: Buffer | null;
  readonly attempts: number;
  readonly requested_at: Date;
  readonly ended_at: Date | null;
  readonly lease_token: string;
}

const toClose = (row: CloseRow): DayClose => ({
  market: row.market,
  day: row.day,
  state: row.state,
  reason: row.reason,
  attempts: row.attempts,
  requestedAt: row.requested_at,
  endedAt: row.ended_at,
});

const toClaimed = (row: CloseRow): ClaimedClose => ({
  ...toClose(row),
  planId: row.plan_id,
  manifest: row.manifest,
  clearanceId: row.clearance_id,
  clearedNumber: row.cleared_number,
  hashKey: row.hash_key && toHashKey(row.hash_key),
  leaseToken: row.lease_token,
});

const toHashKey = (bytes: Buffer): HashKey => ({ key0: bytes.readBigUInt64LE(0), key1: bytes.readBigUInt64LE(8) });
