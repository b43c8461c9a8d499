import type { Day } from '@passant/contracts';
import { daysBetween } from './periods';

/** 1970-01-05 was a Monday. */
const MONDAY = '1970-01-05' as Day;

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => ((daysBetween(MONDAY, day) % 7) + 7) % 7;

/**
 * Weights under which the days of a base stand for as many days, of the same weekdays, as a period has: each day of the
 * period is compared with the mean of the base's days of its weekday. Null where a weekday has fewer than `least` of them.
 */
export function weighSameWeekdays(days: readonly Day[], base: readonly Day[], least = 1): number[] | null {
  const [asked, found] = [countWeekdays(days), countWeekdays(base)];
  if (asked.some((count, weekday) => count > 0 && found[weekday]! < least)) return null;
  return base.map((day) => asked[weekdayOf(day)]! / found[weekdayOf(day)]!);
}

function countWeekdays(days: readonly Day[]): number[] {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const day of days) counts[weekdayOf(day)]! += 1;
  return counts;
}
