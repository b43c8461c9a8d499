import type { Period as ReleasedPeriod, ReleaseId, RowId, Table, ZonePlanId } from '@passant/contracts';
import type { Factor, Released } from '@passant/privacy';

/** People in the city for one in the panel. */
export type Extrapolation = Required<Factor>;

/** Expected relative location error of the plan: it stands beside a figure, not in its interval. */
export interface LocationError {
  readonly median: number;
  readonly p90: number;
}

/** One table of a release, without its rows. */
export interface ReleasedTable {
  readonly releaseId: ReleaseId;
  /** The plan that it was released over: its rows count trips of that plan's zones and regions. */
  readonly planId: ZonePlanId;
  /** A day; for frequency a month. */
  readonly period: ReleasedPeriod;
  readonly table: Table;
  readonly methodVersion: string;
  readonly columns: readonly string[];
  /** Rows of the whole table, whoever asks for how many. */
  readonly tableRows: number;
  /** Noise variance of one figure, in units². */
  readonly variance: number;
  /** Publication threshold of a single figure, in units. */
  readonly tau: number;
  readonly unitsPerPerson: number;
  /** People a published figure must stand for at least, before noise is allowed for. */
  readonly leastPeople: number;
  /** What its factors are weighted over; null: not extrapolated. */
  readonly strata: string | null;
  /** The measured panel of its data kind; null: not extrapolated. */
  readonly panelMeasured: number | null;
  /** Class of each column: columns of one class share a row's factor; null: all of them do. */
  readonly classes: readonly number[] | null;
  /** All zones together, by column, in units; null where the product needs none. */
  readonly city: {
    readonly panel: readonly number[];
    readonly zones: number;
    readonly population: readonly ({ readonly value: number; readonly weightSquares: number } | null)[];
  } | null;
  readonly locationError: LocationError | null;
}

/** Noisy values of one zone in one table, in units, in the order of the columns; factors by class of the columns. */
export type ZoneRow = Released<{
  readonly values: readonly number[];
  readonly factors: readonly (number | null)[];
  readonly factorVariances: readonly (number | null)[];
  /** Of each variance the part that is mixing; empty where releases do not tell. */
  readonly factorMixings: readonly (number | null)[];
}>;

/** What one release period offers, by table. */
export type PeriodTables = ReadonlyMap<Table, ReleasedTable>;
/** One zone's rows. */
export type ZoneRows = ReadonlyMap<ReleasedTable, ZoneRow>;

/** Everything a question reads. */
export interface Tables {
  readonly byPeriod: ReadonlyMap<ReleasedPeriod, PeriodTables>;
  readonly byZone: ReadonlyMap<RowId, ZoneRows>;
}

export const NO_ROWS: ZoneRows = new Map();

/** The factor of one figure; null: not extrapolated. */
export function extrapolationOf({ classes }: ReleasedTable, row: ZoneRow, column: number): Extrapolation | null {
  const one = classes ? classes[column]! : 0;
  const factor = row.factors[one] ?? null;
  const variance = row.factorVariances[one] ?? null;
  return factor === null || variance === null ? null : { factor, variance, mixing: row.factorMixings[one] ?? 0 };
}

/** Whether {@link extrapolationOf} has one. */
export function hasFactor({ classes }: ReleasedTable, row: ZoneRow, column: number): boolean {
  const one = classes ? classes[column]! : 0;
  return (row.factors[one] ?? null) !== null && (row.factorVariances[one] ?? null) !== null;
}

const columnNumbers = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where a column stands; undefined where the table does not have it. */
export function findColumn({ columns }: ReleasedTable, name: string): number | undefined {
  let numbers = columnNumbers.get(columns);
  if (!numbers) {
    numbers = new Map(columns.map((column, number) => [column, number]));
    columnNumbers.set(columns, numbers);
  }
  return numbers.get(name);
}

const hourNumbers = new WeakMap<readonly string[], ReadonlyMap<number, number>>();

/** Where an hour (ms since 1970) stands among columns that are starts of hours. */
export function findHour({ columns }: ReleasedTable, startMs: number): number | undefined {
  let numbers = hourNumbers.get(columns);
  if (!numbers) {
    numbers = new Map(columns.map((start, number) => [Date.parse(start), number]));
    hourNumbers.set(columns, numbers);
  }
  return numbers.get(startMs);
}
