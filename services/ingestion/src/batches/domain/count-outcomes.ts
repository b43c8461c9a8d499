/** Rows of one day by what was wrong with them (empty: nothing). */
export interface ReadCount {
  readonly day: string;
  readonly reason: string;
  readonly rows: number;
}

/** Rows of one day whose number is in the panel of any data kind, each counted once; `kept` without duplicates. */
export interface JoinedCount {
  readonly day: string;
  readonly rows: number;
  readonly kept: number;
}

export interface Counters {
  readonly read: number;
  readonly accepted: number;
  readonly withoutConsent: number;
  readonly duplicate: number;
  readonly rejected: number;
}

export interface DayCounters extends Counters {
  readonly day: string;
}

/** The day of rows without a readable time, as the engine writes it and as it is called. */
const NO_DAY = '1970-01-01';
export const UNKNOWN_DAY = 'unknown';

export const DAY_CLOSED = 'day_closed';

/**
 * The counters of a batch: each row has the first outcome that applies (rejected, without consent, duplicate, accepted), so
 * they add up to what was read, day by day. Rows of days in `closedDays` are rejected.
 */
export function countOutcomes(
  read: readonly ReadCount[],
  closedDays: ReadonlySet<string>,
  joined: readonly JoinedCount[],
): readonly DayCounters[] {
  const days = [...new Set(read.map(({ day }) => day))].sort();
  return days.map((day) => {
    const ofDay = read.filter((count) => count.day === day);
    const all = sum(ofDay.map(({ rows }) => rows));
    const valid = closedDays.has(day) ? 0 : sum(ofDay.filter(({ reason }) => reason === '').map(({ rows }) => rows));
    const matched = joined.filter((count) => count.day === day);
    const onPanel = sum(matched.map(({ rows }) => rows));
    const accepted = sum(matched.map(({ kept }) => kept));
    return {
      day: day === NO_DAY ? UNKNOWN_DAY : day,
      read: all,
      accepted,
      withoutConsent: valid - onPanel,
      duplicate: onPanel - accepted,
      rejected: all - valid,
    };
  });
}

/** Exact counts of rejected rows by reason. */
export function countReasons(read: readonly ReadCount[], closedDays: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { day, reason, rows } of read) {
    const why = reason === '' && closedDays.has(day) ? DAY_CLOSED : reason;
    if (why !== '') counts.set(why, (counts.get(why) ?? 0) + rows);
  }
  return counts;
}

/** The days that hold valid rows, oldest first, with their number. */
export function findDays(read: readonly ReadCount[]): readonly { readonly day: string; readonly rows: number }[] {
  return read
    .filter(({ reason }) => reason === '')
    .map(({ day, rows }) => ({ day, rows }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

export function addUp(counters: readonly Counters[]): Counters {
  const of = (name: keyof Counters): number => sum(counters.map((counter) => counter[name]));
  return {
    read: of('read'),
    accepted: of('accepted'),
    withoutConsent: of('withoutConsent'),
    duplicate: of('duplicate'),
    rejected: of('rejected'),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
