import { daysOf, endOfDay, type Day, type Month, type TimeZone } from '@passant/contracts';

const HOUR_MS = 3_600_000;
export const KEPT_MS = 48 * HOUR_MS;
/** How long (pseudonym, zone, day) may exist under one month pseudonym. */
export const LONGEST_MONTH_MS = 33 * 24 * HOUR_MS;

/**
 * When rows and keys of a day die at the latest (ms since 1970): 48 h after the end of the local day; for a replayed (past)
 * day, 48 h after its panel was issued.
 */
export const planDestruction = (day: Day, timeZone: TimeZone, issuedAt: number): number =>
  Math.max(endOfDay(day, timeZone), issuedAt) + KEPT_MS;

/**
 * When marks and keys of a month die at the latest (ms since 1970): 48 h after the end of the local month; for a replayed month
 * 48 h after its last panel was issued. However late panels are asked for, never more than 33 days after the month's first
 * panel was begun, unless the month itself lasts longer.
 */
export function planMonthDestruction(
  month: Month,
  timeZone: TimeZone,
  { begunAt, issuedAt }: { begunAt: number; issuedAt: number },
): number {
  const end = endOfDay(daysOf(month).at(-1)!, timeZone);
  const latest = Math.max(end + KEPT_MS, begunAt + LONGEST_MONTH_MS);
  return Math.min(Math.max(end, issuedAt) + KEPT_MS, latest);
}
