import type { Day } from '@passant/contracts';
import type { Total } from '@passant/privacy';
import { scalePart } from './add-parts';
import { estimatePeriod, type Figure, gather, type Gathered, NO_DATA, type World } from './compose-series';
import { positiveInterval } from './estimate-share';
import type { Measure } from './measures';
import { daysBetween, type Period } from './periods';
import { weighSameWeekdays } from './same-weekdays';
import { isNearThreshold, type Limits, type Seen, selectedRatioInterval } from './selected-ratio';

/** Like for like: both begin on the same weekday; of the same length they have the same weekdays. */
export const isLikeForLike = (from: Day, against: Day): boolean => daysBetween(from, against) % 7 === 0;

/** A period, and the days of another time that stand for it: each with how many of its days it stands for. */
export interface Alike {
  readonly period: Period;
  readonly base: readonly Period[];
  readonly weights: readonly number[];
}

/** Any other time as one of the same weekdays; null where a weekday of the period is not in it. */
export function findAlike(period: Period, base: readonly Period[]): Alike | null {
  const weights = weighSameWeekdays(
    period.days,
    base.map(({ days }) => days[0]!),
  );
  if (!weights) return null;
  const counted = [...base.keys()].filter((day) => weights[day]! > 0);
  return { period, base: counted.map((day) => base[day]!), weights: counted.map((day) => weights[day]!) };
}

/**
 * One period over another of the same weekdays, 1 where nothing changed: published where both are, and where the base is known to be more than
 * nothing. Interval by the delta method, near a threshold as `selectedRatioInterval`, as if the two were independent: the
 * same people are asked in both, which can only narrow it.
 */
export function comparePeriods(measure: Measure, { period, base, weights }: Alike, world: World): Figure {
  const now = gather(measure, period, world);
  const before = base.flatMap((day) => gather(measure, day, world) ?? []);
  if (!now || before.length < base.length) return NO_DATA;
  const tables = [...now.tables, ...before.flatMap((day) => day.tables)];
  const [young, old] = [estimatePeriod(measure, period, now), estimateBase(measure, { base, weights }, before)];
  if (!young.published || !old.published) return { status: 'SUPPRESSED', estimate: null, tables };
  const limits = ratioInterval(young, old);
  if (!limits) return { status: 'SUPPRESSED', estimate: null, tables };
  return { status: 'PUBLISHED', estimate: { value: young.value / old.value, ...limits }, tables };
}

/** As a period of the weighted days: where each stands for itself, what it is by itself. */
function estimateBase(
  measure: Measure,
  { base, weights }: Omit<Alike, 'period'>,
  gathered: readonly Gathered[],
): Total {
  const hours = base.reduce((sum, day, index) => sum + weights[index]! * day.hours, 0);
  const moments = gathered.flatMap((day, index) =>
    day.moments.map((moment) => moment.map((part) => (weights[index] === 1 ? part : scalePart(part, weights[index]!)))),
  );
  const tables = gathered.flatMap((day) => day.tables);
  return estimatePeriod(measure, { startMs: base[0]!.startMs, days: [], hours }, { moments, tables });
}

/** Beyond so many times a ratio it counts as having no upper limit. */
const MOST = 1000;

/** Null where any ratio, however large, would agree with what is seen. */
function ratioInterval(part: Seen, whole: Seen): Limits | null {
  const value = part.value / whole.value;
  if (isNearThreshold(part) || isNearThreshold(whole)) {
    const { low, high } = selectedRatioInterval({ part, whole, covariance: 0 }, MOST * value);
    return high === null ? null : { low, high };
  }
  const relative = part.variance / part.value ** 2 + whole.variance / whole.value ** 2;
  return positiveInterval(value, value ** 2 * relative);
}
