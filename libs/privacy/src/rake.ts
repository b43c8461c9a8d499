import { toShares, type Shares } from './shares';

const TOLERANCE = 1e-10;
const MOST_ROUNDS = 1000;

/** `not-reached`: the seed has zeros where the margins want people, or the margins contradict each other. */
export type Raked =
  | { readonly state: 'raked'; readonly table: readonly (readonly number[])[]; readonly rounds: number }
  | { readonly state: 'not-reached' };

/**
 * Iterative proportional fitting: the table nearest to the seed (in relative entropy) that has these row and column sums
 * (Deming and Stephan 1940; Csiszár 1975). The seed's interaction is kept, its margins are replaced.
 */
export function rake(
  seed: readonly (readonly number[])[],
  { rows, columns }: { readonly rows: readonly number[]; readonly columns: readonly number[] },
): Raked {
  assertTable(seed, rows, columns);
  const total = add(rows);
  if (Math.abs(total - add(columns)) > 1e-9 * Math.max(1, total)) return { state: 'not-reached' };
  const width = columns.length;
  const table = Float64Array.from(seed.flat());
  const [rowSums, columnSums] = [new Float64Array(rows.length), new Float64Array(width)];
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    addMargins(table, rowSums, columnSums);
    scaleRows(table, rows, rowSums);
    addMargins(table, rowSums, columnSums);
    scaleColumns(table, columns, columnSums);
    addMargins(table, rowSums, columnSums);
    const gap = Math.max(largestGap(rowSums, rows), largestGap(columnSums, columns));
    if (gap <= TOLERANCE * Math.max(1, total)) {
      const raked = rows.map((_, row) => [...table.subarray(row * width, (row + 1) * width)]);
      return { state: 'raked', table: raked, rounds: round };
    }
  }
  return { state: 'not-reached' };
}

/**
 * A zone's shares over age × gender × home region, row after row: its shares by age × gender (visitors) and by region
 * (the released origin table), joined by the measured panel's interaction (Deming and Stephan 1940). Panel sizes are noisy: they count as at least
 * one person. Errors of either margin stay with it: each moves all strata of its row or column together. Null where the
 * margins cannot be reached.
 */
export function rakeShares(panel: readonly (readonly number[])[], profile: Shares, home: Shares): Shares | null {
  const seed = panel.map((row) => row.map((size) => Math.max(1, size)));
  const raked = rake(seed, { rows: profile.shares, columns: home.shares });
  if (raked.state !== 'raked') return null;
  const width = home.shares.length;
  const shares = toShares(raked.table.flat());
  if (!shares) return null;
  const ofRow = (row: number) => home.shares.map((_, column) => row * width + column);
  const ofColumn = (column: number) => profile.shares.map((_, row) => row * width + column);
  return {
    shares,
    errors: [
      ...profile.errors.map(({ variance, strata }) => ({ variance, strata: strata.flatMap(ofRow) })),
      ...home.errors.map(({ variance, strata }) => ({ variance, strata: strata.flatMap(ofColumn) })),
    ],
  };
}

/** Row and column sums of a flat table. Plain loops: this runs for every zone of a plan. */
function addMargins(table: Float64Array, rowSums: Float64Array, columnSums: Float64Array): void {
  rowSums.fill(0);
  columnSums.fill(0);
  for (let row = 0, index = 0; row < rowSums.length; row += 1) {
    for (let column = 0; column < columnSums.length; column += 1, index += 1) {
      rowSums[row]! += table[index]!;
      columnSums[column]! += table[index]!;
    }
  }
}

function scaleRows(table: Float64Array, wanted: readonly number[], sums: Float64Array): void {
  const width = table.length / sums.length;
  for (let row = 0, index = 0; row < sums.length; row += 1) {
    const scale = toScale(wanted[row]!, sums[row]!);
    for (let column = 0; column < width; column += 1, index += 1) table[index]! *= scale;
  }
}

function scaleColumns(table: Float64Array, wanted: readonly number[], sums: Float64Array): void {
  const scales = Float64Array.from(wanted, (one, column) => toScale(one, sums[column]!));
  for (let row = 0, index = 0; row < table.length / sums.length; row += 1) {
    for (let column = 0; column < sums.length; column += 1, index += 1) table[index]! *= scales[column]!;
  }
}

const toScale = (wanted: number, sum: number): number => (sum > 0 ? wanted / sum : 0);

function largestGap(sums: Float64Array, wanted: readonly number[]): number {
  let gap = 0;
  for (let index = 0; index < sums.length; index += 1) gap = Math.max(gap, Math.abs(sums[index]! - wanted[index]!));
  return gap;
}

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function assertTable(seed: readonly (readonly number[])[], rows: readonly number[], columns: readonly number[]): void {
  const square = seed.length === rows.length && seed.every((row) => row.length === columns.length);
  if (!square || rows.length === 0 || columns.length === 0) throw new RangeError('seed and margins differ in shape');
  if ([...rows, ...columns, ...seed.flat()].some((value) => !(value >= 0 && Number.isFinite(value)))) {
    throw new RangeError('seed and margins are not negative');
  }
}
