import { addDays, type Day, endOfDay, hoursOfDay, startOfDay, type TimeZone } from '@passant/contracts';

/** Grains of time, finest first. */
export type PeriodGrain = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

/** One point of a series: an hour (UTC start instant), a local day, an ISO week (Monday to Sunday) or a calendar month. */
export interface Period {
  /** First instant, ms since 1970 UTC. */
  readonly startMs: number;
  /** Every local day of it, in order; an hour names the day whose release measures it, or the two that it is part of. */
  readonly days: readonly Day[];
  /** How long it is: 23, 24 or 25 a day. Where days begin at half past, they reach into one UTC hour more. */
  readonly hours: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
/** Whole days from one to the other. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);

/** First and last day of the whole periods that touch `from` to `to` (both included). */
export function toWholePeriods(grain: PeriodGrain, from: Day, to: Day): { firstDay: Day; lastDay: Day } {
  if (grain === 'WEEK') return { firstDay: mondayOf(from), lastDay: addDays(mondayOf(to), 6) };
  if (grain === 'MONTH') return { firstDay: firstOfMonth(from), lastDay: addDays(firstOfNextMonth(to), -1) };
  return { firstDay: from, lastDay: to };
}

/** At most how many periods and days a question spans, without making them. */
export function measureSpan(grain: PeriodGrain, from: Day, to: Day): { periods: number; days: number } {
  const { firstDay, lastDay } = toWholePeriods(grain, from, to);
  const days = daysBetween(firstDay, lastDay) + 1;
  const HOURS = 25;
  const periods = { HOUR: days * HOURS, DAY: days, WEEK: days / 7, MONTH: monthsBetween(firstDay, lastDay) + 1 }[grain];
  return { periods, days };
}

/** Any run of days as one period. */
export function toPeriod({ from, to }: { from: Day; to: Day }, timeZone: TimeZone): Period {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, by) => addDays(from, by));
  const startMs = startOfDay(from, timeZone);
  return { startMs, days, hours: (endOfDay(to, timeZone) - startMs) / HOUR_MS };
}

/** How fine a run of days is, for a contract: whole calendar months, whole ISO weeks, or days. */
export function grainOfDays({ from, to }: { from: Day; to: Day }): PeriodGrain {
  const isWhole = (grain: PeriodGrain) => {
    const { firstDay, lastDay } = toWholePeriods(grain, from, to);
    return firstDay === from && lastDay === to;
  };
  return isWhole('MONTH') ? 'MONTH' : isWhole('WEEK') ? 'WEEK' : 'DAY';
}

const MOST_DAYS_KEPT = 100_000;
const kept = new Map<string, readonly Period[]>();
let daysKept = 0;

/**
 * The periods that touch `from` to `to` (local days, both included), in order, each whole. The same list for the same question,
 * while at most {@link MOST_DAYS_KEPT} days are named in those kept (some 10 MB): making the hours of a month takes as long as their figures.
 */
export function listPeriods(grain: PeriodGrain, span: { from: Day; to: Day }, timeZone: TimeZone): readonly Period[] {
  const key = `${grain} ${span.from} ${span.to} ${timeZone}`;
  const known = kept.get(key);
  if (known) return known;
  const periods = makePeriods(grain, span, timeZone);
  const days = periods.reduce((sum, period) => sum + period.days.length, 1);
  if (daysKept + days > MOST_DAYS_KEPT) {
    kept.clear();
    daysKept = 0;
  }
  kept.set(key, periods);
  daysKept += days;
  return periods;
}

function makePeriods(grain: PeriodGrain, { from, to }: { from: Day; to: Day }, timeZone: TimeZone): Period[] {
  const { firstDay, lastDay } = toWholePeriods(grain, from, to);
  const days = Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, by) => addDays(firstDay, by));
  if (grain === 'HOUR') {
    const hours = days.flatMap((day) => listHours(day, timeZone));
    return hours.filter(({ startMs }, index) => startMs !== hours[index - 1]?.startMs);
  }
  const periods = new Map<Day, Day[]>();
  for (const day of days) {
    const first = { DAY: day, WEEK: mondayOf(day), MONTH: firstOfMonth(day) }[grain];
    periods.set(first, [...(periods.get(first) ?? []), day]);
  }
  return [...periods].map(([first, members]) => {
    const startMs = startOfDay(first, timeZone);
    return { startMs, days: members, hours: (endOfDay(members.at(-1)!, timeZone) - startMs) / HOUR_MS };
  });
}

/**
 * The UTC hours of a local day. Where days begin at half past, the hours at its edges belong to a neighbour too: each day
 * measured its own part of it.
 */
function listHours(day: Day, timeZone: TimeZone): Period[] {
  const [begins, ends] = [startOfDay(day, timeZone), endOfDay(day, timeZone)];
  const whole = [day];
  return hoursOfDay(day, timeZone).map((startMs) => {
    if (startMs < begins) return { startMs, days: [addDays(day, -1), day], hours: 1 };
    return { startMs, days: startMs + HOUR_MS > ends ? [day, addDays(day, 1)] : whole, hours: 1 };
  });
}

/** ISO 8601: weeks begin on Monday. 1970-01-01 was a Thursday. */
const mondayOf = (day: Day): Day => addDays(day, -(((daysBetween('1970-01-01' as Day, day) + 3) % 7) + 7) % 7);
const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01` as Day;
const firstOfNextMonth = (day: Day): Day => firstOfMonth(addDays(firstOfMonth(day), 31));
const monthsBetween = (from: Day, to: Day): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
