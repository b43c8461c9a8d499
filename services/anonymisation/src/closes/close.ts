import {
  isMonth,
  type ClaimCheck,
  type ClearanceId,
  type Day,
  type MarketId,
  type Month,
  type Period,
  type ZonePlanId,
} from '@passant/contracts';
import type { HashKey } from '../transform/transform.service';

/**
 * - `WAITING_FOR_CLEARANCE`: consent was asked which stop list must be applied;
 * - `CLEARED`: ready to run, or running (then it is leased);
 * - `WAITING`: something is not there yet (`reason`); it asks for clearance again and starts over;
 * - `MEASURED`: noise is drawn and committed; only files and jobs are left;
 * - `CLOSED`: all is done;
 * - `FAILED`: it cannot be released (`reason`); tried again only on a person's word; ends as abandoned at the deadline;
 * - `ABANDONED`: ended without a release; rows and keys of the period are gone.
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

/** Rows, keys and stop list of a period in one of these are gone, or go with the transaction that made it so. */
export const ENDED_STATES = ['MEASURED', 'CLOSED', 'ABANDONED'] as const satisfies readonly CloseState[];

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
  'DAYS_OPEN',
  'NO_DAY_MEASURED',
  'MARKS_MISSING',
  'MARKS_ALTERED',
  'MARKS_LOST',
  'DAY_TOO_LONG',
  'TABLE_TOO_LARGE',
  'BUDGET_EXCEEDED',
  'DRAWN_BEFORE',
  'ENGINE_FAILED',
  'INTERRUPTED',
  'DEADLINE_PASSED',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** The closing of a day or month. One a market and period, for ever. */
export interface PeriodClose {
  readonly market: MarketId;
  readonly period: Period;
  readonly state: CloseState;
  readonly reason: CloseReason | null;
  readonly attempts: number;
  /** Of a measured month: how many days it was counted over. */
  readonly daysCounted: number | null;
  readonly requestedAt: Date;
  readonly endedAt: Date | null;
}

/** A close this process holds the lease of. */
export type ClaimedClose = ClaimedDay | ClaimedMonth;

interface Claimed extends PeriodClose {
  readonly planId: ZonePlanId;
  readonly clearanceId: ClearanceId;
  readonly clearedNumber: number;
  readonly leaseToken: string;
}

export interface ClaimedDay extends Claimed {
  readonly period: Day;
  readonly manifest: ClaimCheck;
  /** Kept until the day is measured, so that a repeat draws the same sample. */
  readonly hashKey: HashKey | null;
}

/** A month's key lies with its marks, from its first day on. */
export interface ClaimedMonth extends Claimed {
  readonly period: Month;
}

export const isClaimedMonth = (close: ClaimedClose): close is ClaimedMonth => isMonth(close.period);
