import type { Line } from './answer-lines';
import { type Days, isOf } from './question';

/** The local day that a period begins on. @param start an instant, or a day already */
export function makeLocalDay(timeZone: string): (start: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const known = new Map<string, string>();
  return (start) => {
    if (start.length === 10) return start;
    const day = known.get(start) ?? format.format(new Date(start));
    known.set(start, day);
    return day;
  };
}

/**
 * What a clock on the wall shows at an instant, as if it were UTC: charts know UTC and the reader's own zone, and the market's is meant. Two
 * instants of an hour that the clocks repeat are one on the wall.
 *
 * @param start an instant, or a day already
 */
export function makeWallClock(timeZone: string): (start: string) => Date {
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  return (start) => new Date(start.length === 10 ? start : `${format.format(new Date(start)).replace(' ', 'T')}Z`);
}

/** Only figures of these days; what begins on no day is of all. */
export const keepDays = (lines: readonly Line[], days: Days, localDay: (start: string) => string): readonly Line[] =>
  days === 'all' ? lines : lines.filter(({ start }) => start === null || isOf(days, localDay(start)));

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Starts of periods, told apart by local day, in order; and the lines of each. */
export interface Moments {
  readonly starts: readonly string[];
  readonly days: readonly string[];
  readonly startsOf: ReadonlyMap<string, readonly string[]>;
  readonly linesAt: ReadonlyMap<string, readonly Line[]>;
}

export function listMoments(lines: readonly Line[], localDay: (start: string) => string): Moments {
  const linesAt = new Map<string, Line[]>();
  for (const line of lines) if (line.start !== null) addTo(linesAt, line.start, line);
  const starts = [...linesAt.keys()].sort();
  const startsOf = new Map<string, string[]>();
  for (const start of starts) addTo(startsOf, localDay(start), start);
  return { starts, days: [...startsOf.keys()], startsOf, linesAt };
}

/**
 * The same time on another day: of 25 hours the first of its name, of 23 the next one where it is missing.
 *
 * @param nameOf the local hour, which two instants of a day may share
 */
export function moveToDay(
  { startsOf }: Pick<Moments, 'startsOf'>,
  given: { readonly start: string; readonly day: string; readonly nameOf: (start: string) => string },
): string {
  const there = startsOf.get(given.day) ?? [];
  const name = given.nameOf(given.start);
  return there.find((one) => given.nameOf(one) >= name) ?? there.at(-1) ?? given.start;
}
