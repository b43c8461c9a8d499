import type { Day } from '@passant/contracts';
import { estimatePeriod, type Figure, gather, NO_DATA, type World } from './compose-series';
import { positiveInterval } from './estimate-share';
import type { Measure } from './measures';
import { daysBetween, type Period } from './periods';
import { isNearThreshold, type Limits, type Seen, selectedRatioInterval } from './selected-ratio';

/** Like for like: both begin on the same weekday; of the same length they have the same weekdays. */
export const isLikeForLike = (from: Day, against: Day): boolean => daysBetween(from, against) % 7 === 0;

/**
 * One period over another, 1 where nothing changed: published where both are, and where the base is known to be more than
 * nothing. Interval by the delta method, near a threshold as `selectedRatioInterval`, as if the two were independent: the
 * same people are asked in both, which can only narrow it.
 */
export function comparePeriods(
  measure: Measure,
  { period, base }: { readonly period: Period; readonly base: Period },
  world: World,
): Figure {
  const [now, before] = [gather(measure, period, world), gather(measure, base, world)];
  if (!now || !before) return NO_DATA;
  const tables = [...now.tables, ...before.tables];
  const [young, old] = [estimatePeriod(measure, period, now), estimatePeriod(measure, base, before)];
  if (!young.published || !old.published) return { status: 'SUPPRESSED', estimate: null, tables };
  const limits = ratioInterval(young, old);
  if (!limits) return { status: 'SUPPRESSED', estimate: null, tables };
  return { status: 'PUBLISHED', estimate: { value: young.value / old.value, ...limits }, tables };
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
