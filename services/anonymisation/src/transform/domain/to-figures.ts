import { GROUP_CODES, type Group } from '@passant/contracts';

/** One line of the counts file: a figure that is not zero. */
export interface CountedFigure {
  readonly groupCode: number;
  readonly zone: number;
  readonly column: number;
  readonly units: number;
}

/** The shape of a table's public domain: every zone of the plan (without `outside`) × every column. */
export interface TableDomain {
  readonly zones: number;
  readonly columns: number;
}

/** Reads `group_code, zone, column, units` separated by tabs. */
export function parseCounts(text: string): CountedFigure[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [groupCode, zone, column, units] = line.split('\t').map(Number);
      return { groupCode: groupCode!, zone: zone!, column: column!, units: units! };
    });
}

/**
 * The full table of one group, zeros included: `table[zone · columns + column]`. Everything in safe integers; a figure
 * outside the domain is a fault of ours and nothing may be released from it.
 */
export function toFigures(
  counts: readonly CountedFigure[],
  { group, zones, columns }: TableDomain & { group: Group },
): number[] {
  const table = new Array<number>(zones * columns).fill(0);
  for (const { groupCode, zone, column, units } of counts) {
    if (groupCode !== GROUP_CODES[group]) continue;
    const index = zone * columns + column;
    const sum = (table[index] ?? Number.NaN) + units;
    if (zone >= zones || column >= columns || !Number.isSafeInteger(sum)) {
      throw new RangeError('a count lies outside the public domain');
    }
    table[index] = sum;
  }
  return table;
}
