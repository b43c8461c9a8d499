import type { FigureStatus } from './generated/graph';

/** One figure. Only what is published has numbers: suppressed is not zero, and no data is neither. */
export type Estimate =
  | {
      readonly status: 'PUBLISHED';
      readonly value: number;
      /** 95 % interval. */
      readonly low: number;
      readonly high: number;
      readonly unit: string;
    }
  | { readonly status: 'SUPPRESSED' | 'NO_DATA'; readonly unit: string };

export type Published = Extract<Estimate, { status: 'PUBLISHED' }>;

/** Columns as Passant answers them. */
export interface Columns {
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
  readonly statuses: readonly FigureStatus[];
  readonly unit: string;
}

/** The figures of a series, of a rank or of a comparison, one after another. */
export function toEstimates({ values, lows, highs, statuses, unit }: Columns): Estimate[] {
  return statuses.map((status, index) => {
    const [value, low, high] = [values[index], lows[index], highs[index]];
    if (status !== 'PUBLISHED') return { status, unit };
    if (typeof value !== 'number' || typeof low !== 'number' || typeof high !== 'number') {
      throw new TypeError(`Figure ${index} is published and has no numbers.`);
    }
    return { status, value, low, high, unit };
  });
}

/** The figures of a series with the first instant of each period. */
export const toTimedEstimates = (
  series: Columns & { readonly starts: readonly string[] },
): (Estimate & { readonly start: Date })[] =>
  toEstimates(series).map((estimate, index) => ({ ...estimate, start: new Date(series.starts[index]!) }));

export const isPublished = (estimate: Estimate): estimate is Published => estimate.status === 'PUBLISHED';

/** Adding would have passed off something unknown as nothing. */
export class SumIncomplete extends Error {
  override readonly name = 'SumIncomplete';

  constructor(readonly missing: number) {
    super(
      `${missing} of the figures are suppressed or have no data. Ask for a coarser grain or for zones together, or say { leaveOut: true }.`,
    );
  }
}

export interface Sum extends Published {
  /** Figures that are not in it; the sum is then of the others only. */
  readonly leftOut: number;
}

/**
 * Adds figures of one unit. The interval adds distances as they are, which is too wide rather than too narrow, whatever the
 * figures share. Better: ask with `together` or a coarser grain, and the sum comes with its own interval, and more often at all.
 *
 * @throws SumIncomplete where a figure is not published, unless told to leave such out
 */
export function addEstimates(estimates: readonly Estimate[], { leaveOut = false }: { leaveOut?: boolean } = {}): Sum {
  const [first] = estimates;
  if (!first) throw new RangeError('There is nothing to add.');
  if (estimates.some(({ unit }) => unit !== first.unit))
    throw new RangeError('Figures of different units do not add up.');
  const published = estimates.filter(isPublished);
  const missing = estimates.length - published.length;
  if (missing > 0 && (!leaveOut || published.length === 0)) throw new SumIncomplete(missing);
  const add = (pick: (one: Published) => number) => published.reduce((sum, one) => sum + pick(one), 0);
  return {
    ...{ status: 'PUBLISHED', unit: first.unit, leftOut: missing },
    ...{ value: add(({ value }) => value), low: add(({ low }) => low), high: add(({ high }) => high) },
  };
}
