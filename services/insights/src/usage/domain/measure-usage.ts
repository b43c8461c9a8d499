import type { FigureStatus } from '@passant/contracts';

/** What an answer held, and what it costs. */
export interface Usage {
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly noData: number;
  /** Whole minor units. */
  readonly costMinorUnits: number;
}

/** How many figures of an answer have which status. */
export type StatusCounts = Readonly<Record<FigureStatus, number>>;

export function countStatuses(statuses: readonly FigureStatus[]): StatusCounts {
  const counts = { PUBLISHED: 0, SUPPRESSED: 0, NO_DATA: 0 };
  for (const status of statuses) counts[status] += 1;
  return counts;
}

/** Only published figures cost: what is suppressed or not there is free, so an answer without a figure is free as a whole. */
export const measureUsage = (counts: StatusCounts, minorUnitsPerFigure: number): Usage => ({
  figures: counts.PUBLISHED + counts.SUPPRESSED + counts.NO_DATA,
  published: counts.PUBLISHED,
  suppressed: counts.SUPPRESSED,
  noData: counts.NO_DATA,
  costMinorUnits: counts.PUBLISHED * minorUnitsPerFigure,
});
