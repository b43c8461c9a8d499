import { daysOf, endOfDay, type Month, type TimeZone } from '@passant/contracts';

const HOUR_MS = 3_600_000;
/** Marks of a month live this long after its last local day ends. */
const AFTER_THE_MONTH_MS = 48 * HOUR_MS;
/** However late panels of past days are asked for: no mark, and no key at consent, is kept longer than this. */
const LONGEST_MS = 33 * 24 * HOUR_MS;

/** What is known of a month that has not ended here. Instants in ms since 1970 UTC. */
export interface OpenMonth {
  readonly month: Month;
  readonly timeZone: TimeZone;
  /** When the last of its days dies that has a panel: for a replayed day 48 h after the panel was issued. */
  readonly lastPanelDiesAt: number | null;
  /** When its first panel came, or the oldest of its marks was made. */
  readonly heldSince: number | null;
  /** When consent says that it destroys the month's keys, as its newest panel told; null where it did not say. */
  readonly keysDieAt?: number | null;
}

/**
 * When a month's marks and keys die, released or not, in ms since 1970 UTC: 48 h after its end, for a replayed month 48 h
 * after its last panel was issued, and never later than 33 days after its first panel, or than its keys at consent.
 */
export function toMonthDeadline({ month, timeZone, lastPanelDiesAt, heldSince, keysDieAt }: OpenMonth): number {
  const lastDay = daysOf(month).at(-1)!;
  const afterMonth = endOfDay(lastDay, timeZone) + AFTER_THE_MONTH_MS;
  const deadline = Math.max(afterMonth, lastPanelDiesAt ?? afterMonth);
  const longest = heldSince === null ? deadline : heldSince + LONGEST_MS;
  return Math.min(deadline, longest, keysDieAt ?? deadline);
}

/** How long before its deadline a month no longer waits for a day that does not close. */
const LAST_CALL_MS = 6 * HOUR_MS;

/** Whether a month still waits for its open days: better counted without one of them than not at all. */
export const mayWaitForDays = (deadline: number, now: number): boolean => now < deadline - LAST_CALL_MS;
