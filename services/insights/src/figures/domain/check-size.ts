import type { Day } from '@passant/contracts';
import { measureSpan, type PeriodGrain } from './periods';

/** Figures of one answer. */
export const MOST_FIGURES = 50_000;
/** Rows that one answer is made of: coarse grains have few figures of many days. */
export const MOST_ZONE_DAYS = 30_000;

/** Which bound a question breaks, before anything is read for it; none: it may be asked. */
export function findExcess(
  { zones, grain }: { zones: number; grain: PeriodGrain },
  period: { from: Day; to: Day },
): { readonly kind: 'figures' | 'zone-days'; readonly most: number } | undefined {
  const { periods, days } = measureSpan(grain, period.from, period.to);
  if (zones * periods > MOST_FIGURES) return { kind: 'figures', most: MOST_FIGURES };
  return zones * days > MOST_ZONE_DAYS ? { kind: 'zone-days', most: MOST_ZONE_DAYS } : undefined;
}
