import type { Day } from '@passant/contracts';
import { measureSpan, type PeriodGrain } from './periods';

/** Figures of one answer. */
export const MOST_FIGURES = 50_000;
/** Rows that one answer is made of: coarse grains have few figures of many days. */
export const MOST_ZONE_DAYS = 30_000;
/** Noisy values that one answer is made of: rows of flows and of origin are long (a table has up to 2 million figures). */
export const MOST_VALUES = 4_000_000;
/** Rows that one answer is made of: those of flows by pairs are short, and a row takes memory however short it is. */
export const MOST_ROWS = 150_000;

export interface Limits {
  readonly figures: number;
  readonly zoneDays: number;
}
/** Answers that are written as files, some zones after the others. */
export const BULK_LIMITS: Limits = { figures: 2_000_000, zoneDays: 200_000 };
/** What of them is made at a time: while it is, nobody else in the process gets a turn. */
export const BULK_BATCH: Limits = { figures: 10_000, zoneDays: 6_000 };
const ANSWER_LIMITS: Limits = { figures: MOST_FIGURES, zoneDays: MOST_ZONE_DAYS };

export type Excess = 'figures' | 'zone-days' | 'values' | 'rows';

/**
 * Which bound a question breaks, before anything is read for it; none: it may be asked. `each`: figures a zone and period
 * (bins, home areas).
 */
export function findExcess(
  { zones, grain, each = 1 }: { zones: number; grain: PeriodGrain; each?: number },
  period: { from: Day; to: Day },
  most: Limits = ANSWER_LIMITS,
): { readonly kind: Excess; readonly most: number } | undefined {
  const { periods, days } = measureSpan(grain, period.from, period.to);
  if (zones * periods * each > most.figures) return { kind: 'figures', most: most.figures };
  return zones * days > most.zoneDays ? { kind: 'zone-days', most: most.zoneDays } : undefined;
}

/** As {@link findExcess}, of what is about to be read. */
export function findReadExcess(
  read: readonly { readonly rows: number; readonly columns: number }[],
): { readonly kind: Excess; readonly most: number } | undefined {
  const sum = (of: (part: (typeof read)[number]) => number) => read.reduce((total, part) => total + of(part), 0);
  if (sum(({ rows, columns }) => rows * columns) > MOST_VALUES) return { kind: 'values', most: MOST_VALUES };
  return sum(({ rows }) => rows) > MOST_ROWS ? { kind: 'rows', most: MOST_ROWS } : undefined;
}
