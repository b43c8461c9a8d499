import type { Day } from '@passant/contracts';
import { estimatePeriod, type Figure, gather, NO_DATA, type World } from './compose-series';
import { positiveInterval } from './estimate-share';
import type { Measure } from './measures';
import { daysBetween, type Period } from './periods';

/** Like for like: both begin on the same weekday; of the same length they have the same weekdays. */
export const isLikeForLike = (from: Day, against: Day): boolean => daysBetween(from, against) % 7 === 0;

/**
 * One period over another, 1 where nothing changed: published where both are. Interval by the delta method, as if the two
 * were independent: the same people are asked in both, which can only narrow it.
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
  const value = young.value / old.value;
  const relative = young.variance / young.value ** 2 + old.variance / old.value ** 2;
  return { status: 'PUBLISHED', estimate: { value, ...positiveInterval(value, value ** 2 * relative) }, tables };
}
