import { GROUP_CODES, type Group } from '@passant/contracts';

/** One line of a counts file: a figure that is not zero. */
export interface CountedFigure {
  readonly groupCode: number;
  readonly row: number;
  readonly column: number;
  readonly units: number;
}

/** The shape of a table's public domain. */
export interface TableShape {
  readonly rows: number;
  readonly columns: number;
}

/** Reads `group_code, row, column, units` separated by tabs. */
export function parseCounts(text: string): CountedFigure[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [groupCode, row, column, units] = line.split('\t').map(Number);
      return { groupCode: groupCode!, row: row!, column: column!, units: units! };
    });
}

/**
 * The full table of one group, zeros included: `table[row · columns + column]`. Everything in safe integers; a figure
 * outside the domain is a fault of ours and nothing may be released from it.
 */
export function toFigures(
  counts: readonly CountedFigure[],
  { group, rows, columns }: TableShape & { group: Group },
): number[] {
  const table = new Array<number>(rows * columns).fill(0);
  for (const { groupCode, row, column, units } of counts) {
    if (groupCode !== GROUP_CODES[group]) continue;
    const index = row * columns + column;
    const sum = (table[index] ?? Number.NaN) + units;
    if (row >= rows || column >= columns || !Number.isSafeInteger(sum)) {
      throw new RangeError('a count lies outside the public domain');
    }
    table[index] = sum;
  }
  return table;
}
