import { dayAt, daysOf, endOfDay, firstDayOf, type Month, startOfDay, type TimeZone } from '@passant/contracts';

/** A local month as instants (ms since 1970 UTC): `fromMs` is in it, `toMs` is the first that is not. */
export interface MonthSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Every answer of a month is written down by then: it is dated when it is written, and its transaction lasts seconds.
 * So no event comes into a month that was invoiced.
 */
const SETTLED_MS = 3_600_000;

/** The local month of a market: from its first midnight to that of the next, whatever clocks do in between. */
export function toSpan(month: Month, timeZone: TimeZone): MonthSpan {
  const last = daysOf(month).at(-1)!;
  return { fromMs: startOfDay(firstDayOf(month), timeZone), toMs: endOfDay(last, timeZone) };
}

/** Whether all of a month is over and written down. */
export const isSettled = ({ toMs }: MonthSpan, nowMs: number): boolean => nowMs >= toMs + SETTLED_MS;

/** The local year (four digits) in which something is issued: numbers begin anew with it. */
export const yearAt = (nowMs: number, timeZone: TimeZone): number => Number(dayAt(nowMs, timeZone).slice(0, 4));
