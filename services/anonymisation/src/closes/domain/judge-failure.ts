import type { CloseReason } from '../close';

/** What becomes of an attempt that did not end in a measurement. */
export type Verdict =
  /** Something is not there yet: ask for clearance again after a while. */
  | { readonly kind: 'wait'; readonly reason: CloseReason }
  /** Start over at once, under the same clearance. */
  | { readonly kind: 'start-over'; readonly reason: CloseReason }
  /** It can never be released. */
  | { readonly kind: 'fail'; readonly reason: CloseReason };

/** How often an engine may fail before the close gives up. */
const MOST_ENGINE_FAILURES = 6;

const FINAL: Readonly<Record<string, CloseReason>> = {
  CLAIM_CHECK_MISMATCH: 'SEGMENT_ALTERED',
  SEAL_BROKEN: 'SEGMENT_ALTERED',
  STOP_LIST_INVALID: 'STOP_LIST_UNREADABLE',
  MANIFEST_INVALID: 'MANIFEST_INVALID',
  MARKS_ALTERED: 'MARKS_ALTERED',
  DAY_TOO_LONG: 'DAY_TOO_LONG',
  NO_DAY_MEASURED: 'NO_DAY_MEASURED',
  TABLE_TOO_LARGE: 'TABLE_TOO_LARGE',
  RHO_CEILING_EXCEEDED: 'BUDGET_EXCEEDED',
  DRAWN_BEFORE: 'DRAWN_BEFORE',
};

const WAITS: Readonly<Record<string, CloseReason>> = {
  OBJECT_MISSING: 'SEGMENT_MISSING',
  ZONE_PLAN_MISSING: 'ZONE_PLAN_MISSING',
  PANEL_MISSING: 'PANEL_MISSING',
  STOP_LIST_MISSING: 'STOP_LIST_MISSING',
  DAYS_OPEN: 'DAYS_OPEN',
  DEADLINE_PASSED: 'DEADLINE_PASSED',
  MARKS_MISSING: 'MARKS_MISSING',
};

/** Something changed while the period was read. */
const STARTS_OVER: Readonly<Record<string, CloseReason>> = {
  STOP_LIST_GREW: 'STOP_LIST_GREW',
  MARKS_LOST: 'MARKS_LOST',
  ENGINE_ABORTED: 'INTERRUPTED',
};

/** Judges a failure by its code. What nobody foresaw is tried again until the deadline. */
export function judgeFailure(code: string, attempts: number): Verdict {
  const final = FINAL[code];
  if (final) return { kind: 'fail', reason: final };
  const missing = WAITS[code];
  if (missing) return { kind: 'wait', reason: missing };
  const changed = STARTS_OVER[code];
  if (changed) return { kind: 'start-over', reason: changed };
  if (code === 'ENGINE_FAILED' || code === 'ENGINE_OUT_OF_MEMORY') {
    return attempts + 1 >= MOST_ENGINE_FAILURES
      ? { kind: 'fail', reason: 'ENGINE_FAILED' }
      : { kind: 'wait', reason: 'ENGINE_FAILED' };
  }
  return { kind: 'wait', reason: 'INTERRUPTED' };
}

/** 1, 2, 4 … up to 60 seconds. */
export const waitMsAfter = (attempts: number): number => Math.min(60_000, 1000 * 2 ** Math.min(attempts, 10));
