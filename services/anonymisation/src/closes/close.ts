import type { ClaimCheck, ClearanceId, Day, MarketId, ZonePlanId } from '@passant/contracts';
import type { HashKey } from '../transform/transform.service';

/**
 * - `WAITING_FOR_CLEARANCE`: consent was asked which stop list must be applied;
 * - `CLEARED`: ready to run, or running (then it is leased);
 * - `WAITING`: something is not there yet (`reason`); it asks for clearance again and starts over;
 * - `MEASURED`: noise is drawn and committed; only files and jobs are left;
 * - `CLOSED`: all is done;
 * - `FAILED`: it cannot be released (`reason`); ends as abandoned at the deadline;
 * - `ABANDONED`: ended without a release; rows and keys of the day are gone.
 */
export const CLOSE_STATES = [
  'WAITING_FOR_CLEARANCE',
  'CLEARED',
  'WAITING',
  'MEASURED',
  'CLOSED',
  'FAILED',
  'ABANDONED',
] as const;
export type CloseState = (typeof CLOSE_STATES)[number];

/** Why a close waits, failed or was abandoned: codes of ours, never data. */
export const CLOSE_REASONS = [
  'ZONE_PLAN_MISSING',
  'PANEL_MISSING',
  'STOP_LIST_MISSING',
  'STOP_LIST_GREW',
  'STOP_LIST_UNREADABLE',
  'SEGMENT_MISSING',
  'SEGMENT_ALTERED',
  'MANIFEST_INVALID',
  'DAY_TOO_LONG',
  'TABLE_TOO_LARGE',
  'BUDGET_EXCEEDED',
  'ENGINE_FAILED',
  'INTERRUPTED',
  'DEADLINE_PASSED',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** The closing of one day. One a market and day, for ever. */
export interface DayClose {
  readonly market: MarketId;
  readonly day: Day;
  readonly state: CloseState;
  readonly reason: CloseReason | null;
  readonly attempts: number;
  readonly requestedAt: Date;
  readonly endedAt: Date | null;
}

/** A close this process holds the lease of. */
export interface ClaimedClose extends DayClose {
  readonly planId: ZonePlanId;
  readonly manifest: ClaimCheck;
  readonly clearanceId: ClearanceId;
  readonly clearedNumber: number;
  /** Kept until the day is measured, so that a repeat draws the same sample. */
  readonly hashKey: HashKey | null;
  readonly leaseToken: string;
}
