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

/** Only published figures cost: what is suppressed or not there is free, so an answer without a figure is free as a whole. */
export function measureUsage(statuses: readonly FigureStatus[], minorUnitsPerFigure: number): Usage {
  const count = (status: FigureStatus): number => statuses.filter((one) => one === status).length;
  const published = count('PUBLISHED');
  return {
    figures: statuses.length,
    published,
    suppressed: count('SUPPRESSED'),
    noData: count('NO_DATA'),
    costMinorUnits: published * minorUnitsPerFigure,
  };
}
