import type { Day, FigureStatus, ReleaseId } from '@passant/contracts';
import { type Estimate, estimateSum, type Released, type Slice } from '@passant/privacy';
import type { Period, PeriodGrain } from './periods';

/** People a published figure must stand for at least, before noise is allowed for (anonymisation.md, step 3.5). */
const LEAST_PEOPLE = 20;

export type AskedProduct = 'presence' | 'visitors';

/** One release, without its rows. */
export interface ReleasedDay {
  readonly releaseId: ReleaseId;
  readonly day: Day;
  readonly methodVersion: string;
  /** UTC starts (ISO 8601) of the hours for presence; dwell bins for visitors. */
  readonly columns: readonly string[];
  /** Rows of the whole table, whoever asks for how many. */
  readonly tableZones: number;
  readonly sigmaSquared: number;
  readonly unitsPerPerson: number;
  /** Publication threshold of a single figure, in units. */
  readonly tau: number;
  readonly extrapolation: { readonly factor: number; readonly variance: number } | null;
}

/** Noisy values of one zone in one release, in units, in the order of the columns. */
export type ZoneRow = Released<{ readonly releaseId: ReleaseId; readonly values: readonly number[] }>;

export interface SeriesQuestion {
  readonly product: AskedProduct;
  readonly grain: PeriodGrain;
  readonly periods: readonly Period[];
}

/** Columns of equal length. A figure that is not published has no value, no limits: null. */
export interface Series {
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
  readonly statuses: readonly FigureStatus[];
  readonly unit: string;
  /** Releases that a published or suppressed figure was made of, in order of days. */
  readonly releaseIds: readonly ReleaseId[];
  /** Published figures by the releases they were made of: what is sold of each. */
  readonly soldByRelease: ReadonlyMap<ReleaseId, number>;
  readonly methodVersion: string;
}

interface Figure {
  readonly status: FigureStatus;
  readonly estimate: Estimate | null;
  readonly releases: readonly ReleasedDay[];
}

const NO_DATA: Figure = { status: 'NO_DATA', estimate: null, releases: [] };

/**
 * The series of one zone. `rows` are that zone's rows by release; a day without a release, or a zone without a row in
 * it, makes every period it belongs to `NO_DATA`: an incomplete period is never passed off as a whole one. A series has
 * one unit: where one of its releases could not be extrapolated (no public residents, or a panel hardly larger than the
 * noise on its size), all of it speaks of the panel only.
 */
export function composeSeries(
  question: SeriesQuestion,
  releases: ReadonlyMap<Day, ReleasedDay>,
  rows: ReadonlyMap<ReleaseId, ZoneRow>,
): Series {
  const extrapolated = [...releases.values()].every(({ extrapolation }) => extrapolation !== null);
  const alike = extrapolated
    ? releases
    : new Map([...releases].map(([day, one]) => [day, { ...one, extrapolation: null }]));
  const figures = question.periods.map((period) => makeFigure(question, period, { releases: alike, rows }));
  const released = unique(figures.flatMap((figure) => figure.releases));
  const column = (pick: (estimate: Estimate) => number) =>
    figures.map(({ status, estimate }) => (status === 'PUBLISHED' && estimate ? pick(estimate) : null));
  return {
    values: column(({ value }) => value),
    lows: column(({ low }) => low),
    highs: column(({ high }) => high),
    statuses: figures.map(({ status }) => status),
    unit: toUnit({ ...question, extrapolated }),
    releaseIds: released.map(({ releaseId }) => releaseId),
    soldByRelease: countSold(figures),
    methodVersion: unique(released.map(({ methodVersion }) => methodVersion)).join(', '),
  };
}

/** People for whoever is counted once; sums over days are visits (person-zone-days) and never called people. */
export function toUnit({
  product,
  grain,
  extrapolated,
}: Pick<SeriesQuestion, 'product' | 'grain'> & { readonly extrapolated: boolean }): string {
  const visits = product === 'visitors' && grain !== 'DAY';
  const unit = visits ? 'visits' : product === 'visitors' ? 'people a day' : 'people';
  return extrapolated ? unit : `${unit}, panel only`;
}

function makeFigure(
  { product, grain }: SeriesQuestion,
  period: Period,
  { releases, rows }: { releases: ReadonlyMap<Day, ReleasedDay>; rows: ReadonlyMap<ReleaseId, ZoneRow> },
): Figure {
  const slices: Slice[] = [];
  const parts: ReleasedDay[] = [];
  for (const day of period.days) {
    const release = releases.get(day);
    const row = release && rows.get(release.releaseId);
    if (!release || !row) return NO_DATA;
    const added =
      product === 'visitors' ? [toSlice(release, row.values)] : toHours(release, row, grain === 'HOUR' ? period : null);
    if (added.length === 0) return NO_DATA;
    slices.push(...added);
    parts.push(release);
  }
  const scale = product === 'presence' ? 1 / period.hours : 1;
  const estimate = estimateSum(slices, { k: LEAST_PEOPLE, figures: countFigures(grain, parts), scale });
  const published = grain === 'HOUR' ? slices[0]!.values[0]! >= parts[0]!.tau : estimate.published;
  return { status: published ? 'PUBLISHED' : 'SUPPRESSED', estimate, releases: parts };
}

/** Each hour of the day is a slice: the same people are in several hours. `only`: the one hour that is asked for. */
function toHours(release: ReleasedDay, row: ZoneRow, only: Period | null): Slice[] {
  if (only === null) return row.values.map((value) => toSlice(release, [value]));
  const column = release.columns.findIndex((start) => Date.parse(start) === only.startMs);
  const value = row.values[column];
  return value === undefined ? [] : [toSlice(release, [value])];
}

/** The bins of one day are different people: one slice. */
const toSlice = (release: ReleasedDay, values: readonly number[]): Slice => ({
  values,
  sigmaSquared: release.sigmaSquared,
  unitsPerPerson: release.unitsPerPerson,
  extrapolation: release.extrapolation,
  releaseId: release.releaseId,
});

/** Figures of the public table that a figure belongs to: never of the question, or the answer would depend on who asks for what. */
function countFigures(grain: PeriodGrain, parts: readonly ReleasedDay[]): number {
  const zones = Math.max(...parts.map(({ tableZones }) => tableZones));
  return grain === 'HOUR' ? zones * parts[0]!.columns.length : zones;
}

function countSold(figures: readonly Figure[]): Map<ReleaseId, number> {
  const sold = new Map<ReleaseId, number>();
  const published = figures.filter(({ status }) => status === 'PUBLISHED');
  for (const { releaseId } of published.flatMap(({ releases }) => releases)) {
    sold.set(releaseId, (sold.get(releaseId) ?? 0) + 1);
  }
  return sold;
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
