/** What may be published about a month's times to effect. Seconds. */
export type PropagationSummary =
  | { readonly kind: 'under-100' }
  | {
      readonly kind: 'summary';
      readonly p50: number;
      readonly p95: number;
      readonly shareWithinHour: number;
      readonly shareWithinDay: number;
    };

const FEWEST = 100;
const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Percentiles over all withdrawals of a month, those still open counted as slower than all others. Nothing but "under 100" for
 * a month with fewer, and never the maximum: it would speak of one person.
 */
export function summarisePropagation(seconds: readonly number[], pending: number): PropagationSummary {
  const total = seconds.length + pending;
  if (total < FEWEST) return { kind: 'under-100' };
  const sorted = [...seconds].sort((a, b) => a - b);
  const quantile = (share: number): number => sorted[Math.ceil(share * total) - 1] ?? Infinity;
  const shareWithin = (limit: number): number => sorted.filter((each) => each <= limit).length / total;
  return {
    kind: 'summary',
    p50: quantile(0.5),
    p95: quantile(0.95),
    shareWithinHour: shareWithin(HOUR),
    shareWithinDay: shareWithin(DAY),
  };
}
