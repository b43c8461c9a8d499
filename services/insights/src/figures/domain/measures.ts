import type { Table } from '@passant/contracts';
import type { Part } from '@passant/privacy';
import { isExtrapolated, makeFigurePart, makePart } from './make-part';
import type { Period, PeriodGrain } from './periods';
import { blockNoise, type Profile, PROFILE_TABLES, toBlock } from './profiles';
import { findHour, type PeriodTables, type ReleasedTable, type ZoneRow, type ZoneRows } from './released-tables';

/** What one zone says of one release period: parts by moment. */
export interface Reading {
  readonly parts: readonly Part[];
  readonly table: ReleasedTable;
}

/** How a figure is read from released tables. */
export interface Measure {
  /** Tables whose heads are needed. */
  readonly tables: readonly Table[];
  /** The one whose rows are. */
  readonly table: Table;
  /** Null where the zone has no data. */
  readonly read: (given: Given, period: Period) => Reading | null;
  /** Whether what is read of a row can be extrapolated. */
  readonly isExtrapolated: (table: ReleasedTable, row: ZoneRow) => boolean;
  /** Figures of the public table that a figure belongs to: never of the question, or the answer would depend on who asks for what. */
  readonly countFigures: (table: ReleasedTable) => number;
  /** Whether a moment of one zone is a single figure of the table, with the threshold that its release states. */
  readonly isSingle: boolean;
  readonly isMean: boolean;
}

/** One zone in one release period. */
export interface Given {
  readonly tables: PeriodTables;
  readonly rows: ZoneRows;
  readonly extrapolated: boolean;
}

/** Presence: every hour is a moment, since the same people are in several hours. */
export const presenceMeasure = (grain: PeriodGrain): Measure => ({
  tables: ['presence'],
  table: 'presence',
  read: (given, period) => {
    const found = findRow(given, 'presence');
    if (!found) return null;
    const { table, row } = found;
    const toHour = (column: number) => makeFigurePart(table, row, column, given.extrapolated);
    if (grain !== 'HOUR') return { parts: row.values.map((_, column) => toHour(column)), table };
    const column = findHour(table, period.startMs);
    return column === undefined ? null : { parts: [toHour(column)], table };
  },
  isExtrapolated: (table, row) => isExtrapolated(table, row, [0]),
  countFigures: ({ tableRows, columns }) => (grain === 'HOUR' ? tableRows * columns.length : tableRows),
  isSingle: true,
  isMean: true,
});

/** Visitors of a day, of everybody or of a block of age bands and genders. */
export function visitorsMeasure(profile: Profile): Measure {
  const block = toBlock(profile);
  return {
    ...columnsMeasure(block.table, block.columns),
    tables: block.table === 'visitors' ? [block.table] : PROFILE_TABLES,
    read: (given) => {
      const found = findRow(given, block.table);
      if (!found) return null;
      // One figure has the noise of its table, fitted or not.
      if (block.columns.length === 1) {
        const part = makeFigurePart(found.table, found.row, block.columns[0]!, given.extrapolated);
        return { parts: [part], table: found.table };
      }
      const noiseOf = blockNoise(given.tables, block);
      const part = makePart({ ...found, columns: block.columns, extrapolated: given.extrapolated }, noiseOf);
      return { parts: [part], table: found.table };
    },
  };
}

/** Columns of a table with noise of their own, as one figure: a dwell bin, a frequency bin. */
export const columnsMeasure = (name: Table, columns: readonly number[]): Measure => ({
  tables: [name],
  table: name,
  read: (given) => {
    const found = findRow(given, name);
    if (!found) return null;
    return { parts: [makePart({ ...found, columns, extrapolated: given.extrapolated })], table: found.table };
  },
  isExtrapolated: (table, row) => isExtrapolated(table, row, columns),
  countFigures: (table) => table.tableRows * table.columns.length,
  isSingle: columns.length === 1,
  isMean: false,
});

export function findRow({ tables, rows }: Pick<Given, 'tables' | 'rows'>, name: Table) {
  const table = tables.get(name);
  const row = table && rows.get(table);
  return table && row ? { table, row } : null;
}
