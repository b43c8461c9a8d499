import type { FigureStatus, Period as ReleasedPeriod, ReleaseId, ZoneId } from '@passant/contracts';
import { type Part, RunningTotal, type Total, type TotalRule } from '@passant/privacy';
import { type Figure, mostLeastPeople, NO_DATA, toColumns } from './compose-series';
import { estimateShare, shareInterval, type ShareOf } from './estimate-share';
import { isRowExtrapolated, makeFigurePart, makePart } from './make-part';
import type { Period } from './periods';
import type { Limited } from './selected-ratio';
import {
  findColumn,
  type LocationError,
  type ReleasedTable,
  type Tables,
  type ZoneRow,
  type ZoneRows,
} from './released-tables';

/** Where the visitors of a zone come from: columns of equal length, one entry a home area. */
export interface Catchment {
  readonly homes: readonly ZoneId[];
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
  /** Of visitors whose home area is known; null where one of the two counts is not published. */
  readonly shares: readonly (number | null)[];
  readonly shareLows: readonly (number | null)[];
  readonly shareHighs: readonly (number | null)[];
  readonly statuses: readonly FigureStatus[];
  /** Home areas that are not published, listed or not. */
  readonly suppressed: number;
  readonly releaseIds: readonly ReleaseId[];
  readonly soldByRelease: ReadonlyMap<ReleaseId, number>;
  readonly methodVersion: string;
  readonly locationError: LocationError | null;
  readonly strata: readonly string[];
  readonly extrapolated: boolean;
}

interface Day {
  readonly table: ReleasedTable;
  readonly row: ZoneRow;
}

/**
 * The catchment of one zone in one period: the `first` home areas with most visits, then suppressed ones in the order of
 * the plan. One unit: extrapolated where every home area can be, else all speaks of the panel.
 */
export function composeCatchment(
  period: Period,
  { tables, rows }: { readonly tables: Tables; readonly rows: ZoneRows },
  first: number,
): Catchment {
  const days = findDays(period.days, { tables, rows });
  const homes = days ? ([...days.at(-1)!.table.columns] as ZoneId[]) : [];
  const extrapolated = (days ?? []).every(({ table, row }) => isRowExtrapolated(table, row));
  const whole = days && makeWhole(days, extrapolated);
  const figures = whole ? homes.map((home) => makeFigure(home, whole)) : [];
  const order = [...homes.keys()].sort((one, other) => rank(figures[other]!) - rank(figures[one]!));
  const shown = order.slice(0, first).map((index) => {
    const figure = figures[index]!;
    return { home: homes[index]!, ...figure, share: figure.share() };
  });
  return {
    ...toColumns(shown),
    homes: shown.map(({ home }) => home),
    shares: shown.map(({ share }) => share?.value ?? null),
    shareLows: shown.map(({ share }) => share?.low ?? null),
    shareHighs: shown.map(({ share }) => share?.high ?? null),
    suppressed: figures.filter(({ status }) => status === 'SUPPRESSED').length,
    extrapolated,
  };
}

/** As many home areas as a catchment may list, without a figure of any. */
export function estimateCatchment({ days }: Pick<Period, 'days'>, tables: Tables, first: number): Catchment {
  const homes = Math.max(0, ...days.map((day) => tables.byPeriod.get(day)?.get('origin')?.columns.length ?? 0));
  const figures = Array.from({ length: Math.min(first, homes) }, () => NO_DATA);
  const none = { homes: [], shares: [], shareLows: [], shareHighs: [] };
  return { ...toColumns(figures), ...none, suppressed: 0, extrapolated: false };
}

/** Published ones by size, all others as they come. */
const rank = ({ status, estimate }: Figure): number => (status === 'PUBLISHED' ? estimate!.value : -1);

interface HomeFigure extends Figure {
  /** Found where it is shown. */
  readonly share: () => Limited | null;
}

/** What all home areas of a catchment have in common: made once. */
interface Whole {
  readonly days: readonly Day[];
  readonly parts: readonly Part[];
  readonly extrapolated: boolean;
  readonly tables: readonly ReleasedTable[];
  readonly rule: TotalRule;
  readonly total: Total;
}

function makeWhole(days: readonly Day[], extrapolated: boolean): Whole {
  const tables = days.map(({ table }) => table);
  const [table] = tables;
  const rule = {
    leastPeople: mostLeastPeople(tables),
    figures: Math.max(...tables.map(({ tableRows, columns }) => tableRows * columns.length)),
    scale: 1,
    ...(days.length === 1 ? { tau: table!.tau / table!.unitsPerPerson } : {}),
  };
  const total = new RunningTotal();
  const parts = days.map(({ table, row }) => {
    const part = makePart({ table, row, columns: [...table.columns.keys()], extrapolated });
    total.addFigure(part);
    return part;
  });
  return { days, parts, extrapolated, tables, rule, total: total.estimate(rule) };
}

function makeFigure(home: ZoneId, { days, parts: wholes, extrapolated, tables, rule, total }: Whole): HomeFigure {
  const sum = new RunningTotal();
  for (const { table, row } of days) {
    const column = findColumn(table, home);
    if (column === undefined) return { ...NO_DATA, share: nothing };
    sum.addFigure(makeFigurePart(table, row, column, extrapolated));
  }
  const estimate = sum.estimate(rule);
  if (!estimate.published) return { status: 'SUPPRESSED', estimate, tables, share: nothing };
  const toShare = () => {
    // Noise of the home areas is independent: what a part shares with the whole is itself.
    const moments = days.map(({ table, row }, index): ShareOf[] => {
      const part = makeFigurePart(table, row, findColumn(table, home)!, extrapolated);
      return [{ part, whole: wholes[index]!, covariance: part.valueNoise, sameFactor: !table.classes }];
    });
    const share = total.published ? estimateShare(moments) : null;
    return share && { value: share.share, ...shareInterval(share, { part: estimate, whole: total }) };
  };
  return { status: 'PUBLISHED', estimate, tables, share: toShare };
}

const nothing = () => null;

function findDays(days: readonly ReleasedPeriod[], { tables, rows }: { tables: Tables; rows: ZoneRows }): Day[] | null {
  const found: Day[] = [];
  for (const day of days) {
    const table = tables.byPeriod.get(day)?.get('origin');
    const row = table && rows.get(table);
    if (!table || !row) return null;
    found.push({ table, row });
  }
  return found.length > 0 ? found : null;
}
