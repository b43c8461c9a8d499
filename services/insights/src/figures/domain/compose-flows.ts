import { DAY_PARTS, type DayPart, type ReleaseId, type RowId, toFlowPair, type ZoneId } from '@passant/contracts';
import { estimateTotal, figuresOfSum, type Moment, tau, thresholdZ } from '@passant/privacy';
import { mostLeastPeople, strataOf, worstOf } from './compose-series';
import { type FlowPairs, findRowsOf } from './flow-pairs';
import { compareFlows, type FlowKey, keepFirst } from './flow-order';
import {
  extrapolationOf,
  findColumn,
  type LocationError,
  type ReleasedTable,
  type Tables,
  type ZoneRow,
} from './released-tables';
import { isExtrapolated, makePart } from './make-part';
import type { Period } from './periods';

/** Which trips: between all of `from` and all of `to` (zones, or regions where the releases are of regions). */
export interface FlowsQuestion {
  readonly from: readonly ZoneId[];
  readonly to: readonly ZoneId[];
  /** Where rows are pairs: those of them that are asked for. */
  readonly pairs: FlowPairs;
  /** Whether a table's trips to there may be told: ids of regions stay, their zones may not. */
  readonly mayLead: (table: ReleasedTable, to: ZoneId) => boolean;
  readonly dayParts: readonly DayPart[];
  /** Else the parts of the day are added. */
  readonly byDayPart: boolean;
  readonly periods: readonly Period[];
  /** The page: so many, after the last flow of the page before. */
  readonly first: number;
  readonly after: FlowKey | null;
}

/** Trips of one period from a zone to a zone in a part of the day (null: all that were asked for, together). */
export interface Flow extends FlowKey {
  readonly low: number;
  readonly high: number;
  readonly releaseIds: readonly ReleaseId[];
}

/** One page of the published flows, largest first, with how many of all that were asked for are not published. */
export interface Flows {
  readonly flows: readonly Flow[];
  readonly hasNextPage: boolean;
  readonly suppressed: number;
  readonly noData: number;
  readonly methodVersion: string;
  readonly locationError: LocationError | null;
  readonly strata: readonly string[];
  readonly extrapolated: boolean;
}

export interface FlowDay {
  readonly table: ReleasedTable;
  readonly row: ZoneRow;
}

/** A published flow that may come onto the page. */
interface Candidate extends FlowKey {
  readonly days: readonly FlowDay[];
  readonly columns: Columns;
}

/** Where a figure's parts of the day stand, by day. */
export type Columns = readonly (readonly number[])[];

/** Two million figures take a second or two: whoever collects them gives others their turn between two `from`. */
export interface FlowsCollector {
  readonly collect: (from: ZoneId) => void;
  readonly finish: () => Flows;
}

/**
 * Figures are judged on sums of unclipped noisy values, which is cheap; only what comes onto the page gets an interval. Days
 * and parts of a day are moments: the same people are in several.
 */
export function collectFlows(question: FlowsQuestion, tables: Tables): FlowsCollector {
  const rows = question.from.flatMap((from) => findRowsOf(from, question.pairs, tables));
  const extrapolated = rows.every(([table, row]) => isExtrapolated(table, row, [0]));
  const parts = question.byDayPart ? question.dayParts.map((part) => [part]) : [question.dayParts];
  const periods = question.periods.map((period) => ({
    period,
    pairs: listPairs(period, { ...question, parts }, tables),
  }));
  const kept = keepFirst<Candidate>(question.first + 1);
  let [suppressed, noData] = [0, 0];
  return {
    collect: (from) => {
      for (const { period, pairs } of periods) {
        const daysTo = prepareDays(period, from, { pairs: question.pairs, tables });
        for (const { to, dayPart, columns, threshold } of pairs) {
          const days = daysTo(to);
          if (days === undefined) continue;
          if (!days || !columns) {
            noData += 1;
          } else if (addUp(days, columns, false) < threshold) {
            suppressed += 1;
          } else {
            const value = addUp(days, columns, extrapolated);
            const candidate = { value, startMs: period.startMs, from, to, dayPart, days, columns };
            if (!question.after || compareFlows(question.after, candidate) < 0) kept.add(candidate);
          }
        }
      }
    },
    finish: () => {
      const found = kept.list();
      const used = [...new Set(rows.map(([table]) => table))];
      return {
        flows: found.slice(0, question.first).map((candidate) => makeFlow(candidate, extrapolated)),
        ...{ hasNextPage: found.length > question.first, suppressed, noData, extrapolated },
        methodVersion: [...new Set(used.map(({ methodVersion }) => methodVersion))].join(', '),
        locationError: worstOf(used),
        strata: strataOf(used),
      };
    },
  };
}

/** All at once. */
export function composeFlows(question: FlowsQuestion, tables: Tables): Flows {
  const { collect, finish } = collectFlows(question, tables);
  for (const from of question.from) collect(from);
  return finish();
}

/** Gives the days of trips from a place to a place; null: not all of them are there; undefined: no pair that is asked for. */
export function prepareDays(
  period: Period,
  from: ZoneId,
  { pairs, tables }: { readonly pairs: FlowPairs; readonly tables: Tables },
): (to: ZoneId) => FlowDay[] | null | undefined {
  if (pairs) {
    const ends = pairs.get(from);
    return (to) => (ends?.has(to) ? findDays(period, toFlowPair(from, to), tables) : undefined);
  }
  const days = findDays(period, from, tables);
  return () => days;
}

function findDays(period: Period, id: RowId, tables: Tables): FlowDay[] | null {
  const days: FlowDay[] = [];
  for (const day of period.days) {
    const table = tables.byPeriod.get(day)?.get('flows');
    const row = table && tables.byZone.get(id)?.get(table);
    if (!table || !row) return null;
    days.push({ table, row });
  }
  return days;
}

export interface Pair {
  readonly to: ZoneId;
  readonly dayPart: DayPart | null;
  /** Null where a day is not released, or its table does not have the pair. */
  readonly columns: Columns | null;
  /** In panel trips, as `estimateTotal` decides: noise depends on how many figures are added, never on which. */
  readonly threshold: number;
}

/** Looked up once a period: all rows of a table have the same columns. */
export function listPairs(
  { days }: Period,
  {
    to,
    parts,
    pairs,
    mayLead,
  }: Pick<FlowsQuestion, 'to' | 'pairs' | 'mayLead'> & {
    readonly parts: readonly (readonly DayPart[])[];
  },
  tables: Tables,
): Pair[] {
  const heads = days.map((day) => tables.byPeriod.get(day)?.get('flows'));
  const known = heads.flatMap((table) => table ?? []);
  return to.flatMap((zone) => {
    const leading = heads.map((table) => (table && mayLead(table, zone) ? table : undefined));
    return parts.map((some) => {
      const columns = leading.map((table) =>
        some.map((part) => table && findColumn(table, pairs ? part : `${zone}/${part}`)),
      );
      const dayPart = some.length === 1 ? some[0]! : null;
      if (known.length === 0 || columns.flat().includes(undefined))
        return { to: zone, dayPart, columns: null, threshold: 0 };
      return { to: zone, dayPart, columns: columns as number[][], threshold: findThreshold(known, some.length) };
    });
  });
}

function findThreshold(tables: readonly ReleasedTable[], parts: number): number {
  const [first] = tables;
  if (tables.length === 1 && parts === 1) return first!.tau / first!.unitsPerPerson;
  const noise = tables.reduce((sum, { variance, unitsPerPerson }) => sum + (parts * variance) / unitsPerPerson ** 2, 0);
  const z = thresholdZ(figuresOfSum(figuresOf(tables), tables.length * parts));
  return tau(mostLeastPeople(tables), z, Math.sqrt(noise));
}

const figuresOf = (tables: readonly ReleasedTable[]): number =>
  Math.max(...tables.map(({ tableRows, columns }) => tableRows * columns.length));

export function addUp(days: readonly FlowDay[], columns: Columns, extrapolated: boolean): number {
  let sum = 0;
  for (let day = 0; day < days.length; day += 1) {
    const { table, row } = days[day]!;
    for (const column of columns[day]!) {
      const factor = extrapolated ? (extrapolationOf(table, row, column)?.factor ?? 1) : 1;
      sum += (factor * row.values[column]!) / table.unitsPerPerson;
    }
  }
  return sum;
}

function makeFlow({ days, columns, ...key }: Candidate, extrapolated: boolean): Flow {
  const { low, high } = limitFlow(days, columns, extrapolated);
  return { ...key, low, high, releaseIds: days.map(({ table }) => table.releaseId) };
}

/** Limits of a published flow. */
export function limitFlow(days: readonly FlowDay[], columns: Columns, extrapolated: boolean) {
  const moments: Moment[] = days.flatMap(({ table, row }, index) =>
    columns[index]!.map((column) => [makePart({ table, row, columns: [column], extrapolated })]),
  );
  const tables = days.map(({ table }) => table);
  const rule = {
    ...{ leastPeople: mostLeastPeople(tables), figures: figuresOf(tables), scale: 1 },
    tau: findThreshold(tables, columns[0]!.length),
  };
  return estimateTotal(moments, rule);
}

export const allDayParts = (parts: readonly DayPart[]): readonly DayPart[] =>
  parts.length === 0 ? DAY_PARTS : DAY_PARTS.filter((part) => parts.includes(part));
