import { AGE_BANDS, GENDERS, type Table } from '@passant/contracts';

const AGES = AGE_BANDS.length;
const WIDTH = GENDERS.length;
/** Columns of what is counted: `age · 3 + gender`. */
export const VISITOR_CELLS = AGES * WIDTH;

/** The column of each cell in a table of visitors. */
const COLUMN_OF_CELL: Readonly<Partial<Record<Table, { columns: number; of: (cell: number) => number }>>> = {
  visitors: { columns: 1, of: () => 0 },
  'visitors-by-age': { columns: AGES, of: (cell) => Math.floor(cell / WIDTH) },
  'visitors-by-gender': { columns: WIDTH, of: (cell) => cell % WIDTH },
};

/**
 * A measured table's exact counts from what was counted: visitors' tables are margins of one count over age × gender, so that
 * each person changes each of them by the same zones; every other table is what was counted.
 */
export function toTable(table: Table, counted: readonly number[]): readonly number[] {
  const margin = COLUMN_OF_CELL[table];
  if (!margin) return counted;
  const { columns, of } = margin;
  const sums = new Array<number>((counted.length / VISITOR_CELLS) * columns).fill(0);
  for (let index = 0; index < counted.length; index += 1) {
    const zone = Math.floor(index / VISITOR_CELLS);
    sums[zone * columns + of(index % VISITOR_CELLS)]! += counted[index]!;
  }
  return sums;
}
