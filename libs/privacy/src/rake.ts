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
  let table = seed.map((row) => [...row]);
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    table = table.map((row, index) => scaleTo(row, rows[index]!));
    const sums = columns.map((_, column) => add(table.map((row) => row[column]!)));
    table = table.map((row) =>
      row.map((value, column) => (sums[column]! > 0 ? (value * columns[column]!) / sums[column]! : 0)),
    );
    const gap = Math.max(
      ...table.map((row, index) => Math.abs(add(row) - rows[index]!)),
      ...columns.map((wanted, column) => Math.abs(add(table.map((row) => row[column]!)) - wanted)),
    );
    if (gap <= TOLERANCE * Math.max(1, total)) return { state: 'raked', table, rounds: round };
  }
  return { state: 'not-reached' };
}

/**
 * A zone's shares over age × gender × home region, row after row: its shares by age × gender (visitors) and by region
 * (the released origin table), joined by the measured panel's interaction. Panel sizes are noisy: they count as at least
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

function scaleTo(row: readonly number[], wanted: number): number[] {
  const sum = add(row);
  return row.map((value) => (sum > 0 ? (value * wanted) / sum : 0));
}

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function assertTable(seed: readonly (readonly number[])[], rows: readonly number[], columns: readonly number[]): void {
  const square = seed.length === rows.length && seed.every((row) => row.length === columns.length);
  if (!square || rows.length === 0 || columns.length === 0) throw new RangeError('seed and margins differ in shape');
  if ([...rows, ...columns, ...seed.flat()].some((value) => !(value >= 0 && Number.isFinite(value)))) {
    throw new RangeError('seed and margins are not negative');
  }
}
