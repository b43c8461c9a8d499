import { type FigureStatus, isMonth, monthOf, type Period as ReleasedPeriod, type ReleaseId } from '@passant/contracts';
import { estimateTotal, type Moment, type Total } from '@passant/privacy';
import type { Measure, Reading } from './measures';
import type { Period } from './periods';
import type { LocationError, ReleasedTable, Tables, ZoneRows } from './released-tables';

/** Columns of equal length. A figure that is not published has no value, no limits: null. */
export interface Series {
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
  readonly statuses: readonly FigureStatus[];
  readonly modelled: boolean;
  readonly unit: string;
  /** Releases that a published or suppressed figure was made of, in order of periods. */
  readonly releaseIds: readonly ReleaseId[];
  /** Published figures by the releases they were made of: what is sold of each. */
  readonly soldByRelease: ReadonlyMap<ReleaseId, number>;
  readonly methodVersion: string;
  /** The largest of its releases. */
  readonly locationError: LocationError | null;
  /** What the factors of its releases are weighted over: several where periods are extrapolated differently. */
  readonly strata: readonly string[];
  /** Whether figures speak of the population, or of the panel only. */
  readonly extrapolated: boolean;
}

export interface Figure {
  readonly status: FigureStatus;
  readonly estimate: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly tables: readonly ReleasedTable[];
}

export const NO_DATA: Figure = { status: 'NO_DATA', estimate: null, tables: [] };

/** Whose figures: the rows of one zone, or of several that are added. */
export type Zones = readonly ZoneRows[];

/** Parts of a period, added over zones; null where a day is not released or a zone has no row in it. */
export interface Gathered {
  readonly moments: readonly Moment[];
  readonly tables: readonly ReleasedTable[];
}

/** The releases that a period is made of: its days, or (frequency) the month itself. */
const releasedPeriodsOf = (tables: Tables, { days }: Period): readonly ReleasedPeriod[] => {
  const [any] = tables.byPeriod.keys();
  if (any === undefined || !isMonth(any)) return days;
  const month = monthOf(days[0]!);
  return tables.byPeriod.has(month) ? [month] : days;
};

/** What figures are made from: released tables, and whose rows. */
export interface World {
  readonly tables: Tables;
  readonly zones: Zones;
  /** Whether all of it is; else all speaks of the panel. */
  readonly extrapolated: boolean;
}

/** An incomplete period is never passed off as a whole one: one missing day, or one zone without a row, and there is none. */
export function gather(measure: Measure, period: Period, { tables, zones, extrapolated }: World): Gathered | null {
  const moments: Moment[] = [];
  const used: ReleasedTable[] = [];
  for (const released of releasedPeriodsOf(tables, period)) {
    const ofPeriod = tables.byPeriod.get(released);
    if (!ofPeriod) return null;
    const readings: Reading[] = [];
    for (const rows of zones) {
      const reading = measure.read({ tables: ofPeriod, rows, extrapolated }, period);
      if (!reading) return null;
      readings.push(reading);
    }
    const first = readings[0];
    if (!first) return null;
    if (readings.length === 1) for (const part of first.parts) moments.push([part]);
    else moments.push(...first.parts.map((_, moment) => readings.map(({ parts }) => parts[moment]!)));
    used.push(first.table);
  }
  return used.length > 0 ? { moments, tables: used } : null;
}

/** The estimate of a period. A single figure of one table is judged by the threshold that its release states. */
export function estimatePeriod(measure: Measure, period: Period, { moments, tables }: Gathered): Total {
  const [table] = tables;
  const isSingle = measure.isSingle && moments.length === 1 && moments[0]!.length === 1;
  return estimateTotal(moments, {
    leastPeople: mostLeastPeople(tables),
    figures: mostOf(tables, measure.countFigures),
    scale: measure.isMean ? 1 / period.hours : 1,
    tau: isSingle ? table!.tau / table!.unitsPerPerson : undefined,
  });
}

export function makeFigure(measure: Measure, period: Period, world: World): Figure {
  const gathered = gather(measure, period, world);
  if (!gathered) return NO_DATA;
  const estimate = estimatePeriod(measure, period, gathered);
  return { status: estimate.published ? 'PUBLISHED' : 'SUPPRESSED', estimate, tables: gathered.tables };
}

/**
 * The series of one zone, or of several together. It has one unit: where one of its rows could not be extrapolated (no
 * public residents, a panel hardly larger than the noise on its size, too much weight in strata hardly sampled), all of it
 * speaks of the panel only.
 */
export function composeSeries(
  measure: Measure,
  question: { readonly periods: readonly Period[]; readonly toUnit: (extrapolated: boolean) => string },
  given: Omit<World, 'extrapolated'>,
): Series {
  const world = { ...given, extrapolated: canExtrapolate([measure], given.zones) };
  const figures = question.periods.map((period) => makeFigure(measure, period, world));
  const { extrapolated } = world;
  return { ...toColumns(figures), modelled: false, unit: question.toUnit(extrapolated), extrapolated };
}

/** Either every row that is read is extrapolated, or none. */
export const canExtrapolate = (measures: readonly Measure[], zones: Zones): boolean =>
  zones.every((rows) =>
    [...rows].every(([table, row]) =>
      measures.every((measure) => measure.table !== table.table || measure.isExtrapolated(table, row)),
    ),
  );

/** Everything of a series that its figures say. */
export function toColumns(figures: readonly Figure[]): Omit<Series, 'modelled' | 'unit' | 'extrapolated'> {
  const column = (pick: (estimate: NonNullable<Figure['estimate']>) => number) =>
    figures.map(({ status, estimate }) => (status === 'PUBLISHED' && estimate ? pick(estimate) : null));
  const used = [...new Set(figures.flatMap(({ tables }) => tables))];
  return {
    values: column(({ value }) => value),
    lows: column(({ low }) => low),
    highs: column(({ high }) => high),
    statuses: figures.map(({ status }) => status),
    releaseIds: [...new Set(used.map(({ releaseId }) => releaseId))],
    soldByRelease: countSold(figures),
    methodVersion: [...new Set(used.map(({ methodVersion }) => methodVersion))].join(', '),
    locationError: worstOf(used),
    strata: strataOf(used),
  };
}

export const strataOf = (tables: readonly ReleasedTable[]): string[] => [
  ...new Set(tables.flatMap(({ strata }) => strata ?? [])),
];

export const mostLeastPeople = (tables: readonly ReleasedTable[]): number =>
  mostOf(tables, ({ leastPeople }) => leastPeople);

function mostOf(tables: readonly ReleasedTable[], count: (table: ReleasedTable) => number): number {
  let most = -Infinity;
  for (const table of tables) most = Math.max(most, count(table));
  return most;
}

export function worstOf(tables: readonly ReleasedTable[]): LocationError | null {
  const known = tables.flatMap(({ locationError }) => locationError ?? []);
  if (known.length === 0) return null;
  const worst = (pick: (error: LocationError) => number) => Math.max(...known.map(pick));
  return { median: worst(({ median }) => median), p90: worst(({ p90 }) => p90) };
}

function countSold(figures: readonly Figure[]): Map<ReleaseId, number> {
  const sold = new Map<ReleaseId, number>();
  for (const { status, tables } of figures) {
    if (status !== 'PUBLISHED') continue;
    const ids = tables.length === 1 ? [tables[0]!.releaseId] : new Set(tables.map(({ releaseId }) => releaseId));
    for (const releaseId of ids) {
      sold.set(releaseId, (sold.get(releaseId) ?? 0) + 1);
    }
  }
  return sold;
}
