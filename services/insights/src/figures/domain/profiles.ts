import { AGE_BANDS, type AgeBand, type Gender, GENDERS, type Table } from '@passant/contracts';
import { fittedVariance, type FitParts } from '@passant/privacy';
import type { NoiseOf } from './make-part';
import type { PeriodTables } from './released-tables';

/** A block of the profile grid: numbers of age bands and genders, `not-given` among them; all of both is everybody. */
export interface Profile {
  readonly ages: readonly number[];
  readonly genders: readonly number[];
}

const SHAPE = { ages: AGE_BANDS.length, genders: GENDERS.length };
const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const EVERYBODY: Profile = { ages: all(SHAPE.ages), genders: all(SHAPE.genders) };

/** What is asked for; none of a kind: all of it, those who did not give it among them. */
export const toProfile = (ages: readonly AgeBand[], genders: readonly Gender[]): Profile => ({
  ages: ages.length === 0 ? EVERYBODY.ages : all(SHAPE.ages).filter((age) => ages.includes(AGE_BANDS[age]!)),
  genders:
    genders.length === 0 ? EVERYBODY.genders : all(SHAPE.genders).filter((one) => genders.includes(GENDERS[one]!)),
});

export const isEverybody = ({ ages, genders }: Profile): boolean =>
  ages.length === SHAPE.ages && genders.length === SHAPE.genders;

/** Tables of one fit: with all of them the variance of any block is known. */
export const PROFILE_TABLES = [
  'visitors',
  'visitors-by-age',
  'visitors-by-gender',
  'visitors-by-age-and-gender',
] as const satisfies readonly Table[];
type ProfileTable = (typeof PROFILE_TABLES)[number];

/** Figures of one fitted table. */
export interface Block {
  readonly table: ProfileTable;
  readonly columns: readonly number[];
}

/** Where a block is read: in the smallest of the fitted tables that has it; sums over the finer ones are the same. */
export function toBlock({ ages, genders }: Profile): Block {
  const [allAges, allGenders] = [ages.length === SHAPE.ages, genders.length === SHAPE.genders];
  if (allAges && allGenders) return { table: 'visitors', columns: [0] };
  if (allGenders) return { table: 'visitors-by-age', columns: ages };
  if (allAges) return { table: 'visitors-by-gender', columns: genders };
  const columns = ages.flatMap((age) => genders.map((gender) => age * SHAPE.genders + gender));
  return { table: 'visitors-by-age-and-gender', columns };
}

/**
 * The variances of the four independent parts of a fit, from the variances of its four tables: `fittedVariance` of one
 * figure of each, solved for the parts. Null where a table is not there (a policy may leave it out: nothing was fitted).
 */
export function findFitParts(tables: PeriodTables): FitParts | null {
  const [total, byAge, byGender, cell] = PROFILE_TABLES.map((name) => tables.get(name)?.variance);
  if (total === undefined || byAge === undefined || byGender === undefined || cell === undefined) return null;
  const [a, g] = [SHAPE.ages, SHAPE.genders];
  const age = (byAge - total / a ** 2) / (1 - 1 / a);
  const gender = (byGender - total / g ** 2) / (1 - 1 / g);
  const rest = cell - total / (a * g) ** 2 - (age * (1 - 1 / a)) / g ** 2 - (gender * (1 - 1 / g)) / a ** 2;
  const parts = { total, age, gender, cell: rest / ((1 - 1 / a) * (1 - 1 / g)) };
  return Object.values(parts).every((part) => part > 0) ? parts : null;
}

/**
 * Noise variance of a weighted sum of a block, in units². Fitted figures of a zone are correlated, so it is never a sum of
 * their variances (but where nothing was fitted). Equal weights: `fittedVariance` of the block. Weights of their own
 * (factors differ by age and gender): the same four orthogonal parts, of which a figure at (i, j) holds
 * `total/(A·G) + age_i/G + gender_j/A + rest_ij`, contrasts adding to zero.
 */
export function blockNoise(tables: PeriodTables, { table: name, columns }: Block): NoiseOf {
  const table = tables.get(name)!;
  const parts = columns.length > 1 ? findFitParts(tables) : null;
  return (weights) => {
    if (!parts) return table.variance * weights.reduce((sum, weight) => sum + weight ** 2, 0);
    if (weights.every((weight) => weight === weights[0])) {
      return weights[0]! ** 2 * fittedVariance(parts, SHAPE, measureBlock(name, columns));
    }
    return weightedVariance(parts, spread(name, columns, weights));
  };
}

/** Ages × genders of a block. */
function measureBlock(name: ProfileTable, columns: readonly number[]): { ages: number; genders: number } {
  if (name === 'visitors-by-age') return { ages: columns.length, genders: SHAPE.genders };
  if (name === 'visitors-by-gender') return { ages: SHAPE.ages, genders: columns.length };
  const ages = new Set(columns.map((column) => Math.floor(column / SHAPE.genders))).size;
  return { ages, genders: columns.length / ages };
}

/** Weights of a table's columns as weights of the finest figures: `grid[age][gender]`. */
function spread(name: ProfileTable, columns: readonly number[], weights: readonly number[]): number[][] {
  const grid = EVERYBODY.ages.map(() => EVERYBODY.genders.map(() => 0));
  for (const [index, column] of columns.entries()) {
    const { ages, genders } = toGrid(name, column);
    for (const age of ages) for (const gender of genders) grid[age]![gender] = weights[index]!;
  }
  return grid;
}

function toGrid(name: ProfileTable, column: number): Profile {
  if (name === 'visitors') return EVERYBODY;
  if (name === 'visitors-by-age') return { ...EVERYBODY, ages: [column] };
  if (name === 'visitors-by-gender') return { ...EVERYBODY, genders: [column] };
  return { ages: [Math.floor(column / SHAPE.genders)], genders: [column % SHAPE.genders] };
}

/** Variance of `Σ weight·figure` over the grid of fitted figures: quadratic forms of the four independent parts. */
function weightedVariance(parts: FitParts, grid: readonly (readonly number[])[]): number {
  const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0);
  const ofAges = grid.map(add);
  const ofGenders = EVERYBODY.genders.map((gender) => add(grid.map((row) => row[gender]!)));
  const sum = add(ofAges);
  const [a, g] = [SHAPE.ages, SHAPE.genders];
  const [ages, genders] = [squares(ofAges), squares(ofGenders)];
  return (
    (parts.total * sum ** 2) / (a * g) ** 2 +
    (parts.age * (ages - sum ** 2 / a)) / g ** 2 +
    (parts.gender * (genders - sum ** 2 / g)) / a ** 2 +
    parts.cell * (squares(grid.flat()) - ages / g - genders / a + sum ** 2 / (a * g))
  );
}

/**
 * Covariance of a weighted block's noise with that of its zone's total, in units²: of the four independent parts of a fit
 * only the total's lies in both, spread evenly over the grid.
 */
export function blockCovariance(tables: PeriodTables, { table }: Block, weights: readonly number[]): number {
  const columns = { visitors: 1, 'visitors-by-age': SHAPE.ages, 'visitors-by-gender': SHAPE.genders }[table as string];
  if (!findFitParts(tables)) return 0;
  const share = weights.reduce((sum, weight) => sum + weight, 0) / (columns ?? SHAPE.ages * SHAPE.genders);
  return tables.get('visitors')!.variance * share;
}
