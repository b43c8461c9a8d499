import { DAY_PARTS, type DayPart, type ReleaseId, type ZoneId } from '@passant/contracts';
import { worstOf } from './compose-series';
import { estimateTotal, LEAST_PEOPLE, type Moment } from './estimate-total';
import { thresholdZ } from '@passant/privacy';
import { isExtrapolated, makePart } from './make-part';
import type { Period } from './periods';
import { findColumn, type LocationError, type ReleasedTable, type Tables, type ZoneRow } from './released-tables';

/** Which trips: between all of `from` and all of `to` (zones, or regions where the releases are of regions). */
export interface FlowsQuestion {
  readonly from: readonly ZoneId[];
  readonly to: readonly ZoneId[];
  readonly dayParts: readonly DayPart[];
  /** Else the parts of the day are added. */
  readonly byDayPart: boolean;
  readonly periods: readonly Period[];
}

/** Trips of one period from a zone to a zone in a part of the day (null: all that were asked for, together). */
export interface Flow {
  readonly startMs: number;
  readonly from: ZoneId;
  readonly to: ZoneId;
  readonly dayPart: DayPart | null;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly releaseIds: readonly ReleaseId[];
}

/** The published flows, largest first, with how many are not. */
export interface Flows {
  readonly flows: readonly Flow[];
  readonly suppressed: number;
  readonly noData: number;
  readonly methodVersion: string;
  readonly locationError: LocationError | null;
  readonly extrapolated: boolean;
}

interface Day {
  readonly table: ReleasedTable;
  readonly row: ZoneRow;
}

/**
 * All published flows. Figures are judged on sums of unclipped noisy values first, which is cheap; only what is published
 * gets an interval. Days and parts of a day are moments: the same people are in several.
 */
export function composeFlows(question: FlowsQuestion, tables: Tables): Flows {
  const rows = question.from.flatMap((from) => {
    const ofZone = tables.byZone.get(from);
    return ofZone ? [...ofZone] : [];
  });
  const extrapolated = rows.every(([table, row]) => isExtrapolated(table, row, [0]));
  const parts = question.byDayPart ? question.dayParts.map((part) => [part]) : [question.dayParts];
  const flows: Flow[] = [];
  let [suppressed, noData] = [0, 0];
  for (const period of question.periods) {
    const pairs = listPairs(period, { ...question, parts }, tables);
    for (const from of question.from) {
      const days = findDays(period, from, tables);
      for (const { to, some, columns } of pairs) {
        if (!days || !columns) noData += 1;
        else if (!isPublished(days, columns)) suppressed += 1;
        else flows.push(makeFlow({ days, columns, extrapolated }, { period, from, to, parts: some }));
      }
    }
  }
  const used = [...new Set(rows.map(([table]) => table))];
  return {
    ...{ flows: flows.sort(compareFlows), suppressed, noData, extrapolated },
    methodVersion: [...new Set(used.map(({ methodVersion }) => methodVersion))].join(', '),
    locationError: worstOf(used),
  };
}

/** Largest first; equal ones by time, place and part of the day: one order, whoever asks. */
export const compareFlows = (one: FlowKey, other: FlowKey): number =>
  other.value - one.value || one.startMs - other.startMs || compareText(toText(one), toText(other));

export type FlowKey = Pick<Flow, 'value' | 'startMs' | 'from' | 'to' | 'dayPart'>;
const toText = ({ from, to, dayPart }: FlowKey): string => `${from}/${to}/${dayPart ?? ''}`;
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function findDays(period: Period, from: ZoneId, tables: Tables): Day[] | null {
  const days: Day[] = [];
  for (const day of period.days) {
    const table = tables.byPeriod.get(day)?.get('flows');
    const row = table && tables.byZone.get(from)?.get(table);
    if (!table || !row) return null;
    days.push({ table, row });
  }
  return days;
}

interface Pair {
  readonly to: ZoneId;
  readonly some: readonly DayPart[];
  /** Where its parts of the day stand, by day; null where a day's table does not have them. */
  readonly columns: readonly (readonly number[])[] | null;
}

/** Looked up once a period: all rows of a table have the same columns. */
function listPairs(
  { days }: Period,
  { to, parts }: { readonly to: readonly ZoneId[]; readonly parts: readonly (readonly DayPart[])[] },
  tables: Tables,
): Pair[] {
  const heads = days.map((day) => tables.byPeriod.get(day)?.get('flows'));
  const find = (zone: ZoneId, some: readonly DayPart[]) =>
    heads.map((table) => some.map((part) => table && findColumn(table, `${zone}/${part}`)));
  return to.flatMap((zone) =>
    parts.map((some) => {
      const columns = find(zone, some);
      return { to: zone, some, columns: columns.flat().includes(undefined) ? null : (columns as number[][]) };
    }),
  );
}

const figuresOf = (days: readonly Day[]): number =>
  Math.max(...days.map(({ table }) => table.tableRows * table.columns.length));

const isSingle = (columns: readonly (readonly number[])[]): boolean => columns.length === 1 && columns[0]!.length === 1;

/** As `estimateTotal` decides, without all else. */
function isPublished(days: readonly Day[], columns: readonly (readonly number[])[]): boolean {
  let [people, noise] = [0, 0];
  for (const [index, { table, row }] of days.entries()) {
    for (const column of columns[index]!) {
      people += row.values[column]! / table.unitsPerPerson;
      noise += table.variance / table.unitsPerPerson ** 2;
    }
  }
  const [first] = days;
  const threshold = isSingle(columns)
    ? first!.table.tau / first!.table.unitsPerPerson
    : LEAST_PEOPLE + thresholdZ(figuresOf(days)) * Math.sqrt(noise);
  return people >= threshold;
}

function makeFlow(
  {
    days,
    columns,
    extrapolated,
  }: { days: readonly Day[]; columns: readonly (readonly number[])[]; extrapolated: boolean },
  { period, from, to, parts }: { period: Period; from: ZoneId; to: ZoneId; parts: readonly DayPart[] },
): Flow {
  const moments: Moment[] = days.flatMap(({ table, row }, index) =>
    columns[index]!.map((column) => [makePart({ table, row, columns: [column], extrapolated })]),
  );
  const [first] = days;
  const tau = isSingle(columns) ? { tau: first!.table.tau / first!.table.unitsPerPerson } : {};
  const { value, low, high } = estimateTotal(moments, { figures: figuresOf(days), scale: 1, ...tau });
  const dayPart = parts.length === 1 ? parts[0]! : null;
  const releaseIds = days.map(({ table }) => table.releaseId);
  return { startMs: period.startMs, from, to, dayPart, value, low, high, releaseIds };
}

export const allDayParts = (parts: readonly DayPart[]): readonly DayPart[] =>
  parts.length === 0 ? DAY_PARTS : DAY_PARTS.filter((part) => parts.includes(part));
