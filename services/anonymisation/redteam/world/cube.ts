import { AGE_BANDS, DAILY_PRODUCTS, GENDERS, type Product, type Table } from '@passant/contracts';
import {
  DEFAULT_POLICY,
  fraction,
  measureTable,
  scalePolicy,
  sigmaSquaredOf,
  TABLE_BOUNDS,
  type Policy,
  type RandomSource,
} from '@passant/privacy';
import { measureTables, measureTablesUnsafely } from '../../src/step-three/measure-tables';
import { countedDomain, tablesOf, type Frame } from '../../src/step-three/table-domain';
import type { Sparse } from '../attacks/least-squares';

/** A hundred times the promise: what the positive control releases under, past the policy. */
export const HUNDREDFOLD: Policy = scalePolicy(DEFAULT_POLICY, 'hundredfold', fraction(3, 1));

/** Classical suppression, the rival: figures of fewer people are not shown, the others exactly. */
export const LEAST_PEOPLE = 20;

export interface CubePart {
  readonly table: Table;
  readonly product: Product;
  /** Where the table begins in the cube. */
  readonly offset: number;
  readonly figures: number;
  readonly columns: number;
  readonly unitsPerPerson: number;
}

/** All figures of all tables of a period laid end to end, table after table, row after row: what an attacker looks at. */
export interface Cube {
  readonly frame: Frame;
  readonly products: readonly Product[];
  readonly parts: readonly CubePart[];
  readonly figures: number;
}

export function cubeOf(frame: Frame, products: readonly Product[] = DAILY_PRODUCTS): Cube {
  const parts: CubePart[] = [];
  let offset = 0;
  for (const product of products) {
    for (const { table, domain } of tablesOf(product, frame)) {
      const { figures } = domain;
      const { unitsPerPerson } = TABLE_BOUNDS[table];
      parts.push({ table, product, offset, figures, columns: domain.columns.length, unitsPerPerson });
      offset += figures;
    }
  }
  return {
    frame,
    products: products.filter((one) => parts.some(({ product }) => product === one)),
    parts,
    figures: offset,
  };
}

export function partOf(cube: Cube, table: Table): CubePart {
  const part = cube.parts.find((one) => one.table === table);
  if (!part) throw new RangeError(`${table} is not measured here`);
  return part;
}

/** What step 2 yields of one person: units of one figure of a counted product. */
export interface CountedOfPerson {
  readonly product: Product;
  readonly row: number;
  /** Of visitors: `age · 3 + gender`. */
  readonly column: number;
  readonly units: number;
}

/** A person's whole part in a cube: in each table of visitors its margin. */
export function toSparse(cube: Cube, counted: readonly CountedOfPerson[]): Sparse {
  const sums = new Map<number, number>();
  for (const { product, row, column, units } of counted) {
    for (const part of cube.parts) {
      if (part.product !== product) continue;
      const figure = part.offset + row * part.columns + columnIn(part.table, column);
      sums.set(figure, (sums.get(figure) ?? 0) + units);
    }
  }
  const figures = Int32Array.from(sums.keys()).sort();
  return { figures, units: Int32Array.from(figures, (figure) => sums.get(figure)!) };
}

function columnIn(table: Table, column: number): number {
  if (table === 'visitors') return 0;
  if (table === 'visitors-by-age') return Math.floor(column / GENDERS.length);
  return table === 'visitors-by-gender' ? column % GENDERS.length : column;
}

/** `one − other`: how the cube differs between two worlds. */
export function difference(one: Sparse, other: Sparse): Sparse {
  const sums = new Map<number, number>();
  for (const [sign, { figures, units }] of [
    [1, one],
    [-1, other],
  ] as const) {
    for (let index = 0; index < figures.length; index += 1) {
      sums.set(figures[index]!, (sums.get(figures[index]!) ?? 0) + sign * units[index]!);
    }
  }
  const figures = Int32Array.from([...sums].filter(([, units]) => units !== 0).map(([figure]) => figure)).sort();
  return { figures, units: Int32Array.from(figures, (figure) => sums.get(figure)!) };
}

/** Adds people to a table of counts (in place). */
export function addPeople(counts: Float64Array, people: Iterable<Sparse>, sign: 1 | -1 = 1): Float64Array {
  for (const { figures, units } of people) {
    for (let index = 0; index < figures.length; index += 1) counts[figures[index]!]! += sign * units[index]!;
  }
  return counts;
}

/** σ² of each figure under a policy. */
export function variancesOf(cube: Cube, policy: Policy): Float64Array {
  const variances = new Float64Array(cube.figures);
  for (const { table, offset, figures } of cube.parts) {
    variances.fill(sigmaSquaredOf(policy, table)!, offset, offset + figures);
  }
  return variances;
}

/** `Σ d²/(2σ²)`: what the difference of two worlds costs under a policy. */
export function costOf({ figures, units }: Sparse, variances: Float64Array): number {
  let rho = 0;
  for (let index = 0; index < figures.length; index += 1) rho += units[index]! ** 2 / (2 * variances[figures[index]!]!);
  return rho;
}

/** The exact counts as step 3 asks for them. */
export const toGroupCounts =
  (cube: Cube, counts: Float64Array) =>
  (product: Product): readonly number[] => {
    const part = partOf(cube, product === 'visitors' ? 'visitors-by-age-and-gender' : product);
    if (part.figures !== countedDomain(product, cube.frame)!.figures) throw new RangeError('another domain');
    return Array.from(counts.subarray(part.offset, part.offset + part.figures));
  };

/** Step 3 as the service runs it, over the whole cube of one group. Only the positive control goes past the policy. */
export function measureCube(cube: Cube, counts: Float64Array, policy: Policy, source: RandomSource): Float64Array {
  const measure = policy === HUNDREDFOLD ? measureTablesUnsafely : measureTables;
  const tables = { products: cube.products, frame: cube.frame, counts: toGroupCounts(cube, counts) };
  const measured = measure(tables, policy, source);
  const noisy = new Float64Array(cube.figures);
  for (const { table, offset } of cube.parts) noisy.set(measured.get(table)!.values, offset);
  return noisy;
}

/**
 * The measurement of chosen figures only (ascending): the same mechanism (`measureTable`) table by table. Noise is independent
 * from figure to figure, so what an attacker computes from these figures alone has the same distribution as in a whole release.
 *
 * @param counts exact counts of the chosen figures
 */
export function measureFigures(
  { cube, figures, policy }: { readonly cube: Cube; readonly figures: Int32Array; readonly policy: Policy },
  counts: Float64Array,
  source: RandomSource,
): Float64Array {
  const noisy = new Float64Array(figures.length);
  let from = 0;
  for (const { table, offset, figures: length } of cube.parts) {
    let to = from;
    while (to < figures.length && figures[to]! < offset + length) to += 1;
    if (to > from) {
      const { sensitivitySquared } = TABLE_BOUNDS[table];
      const sigmaSquared = sigmaSquaredOf(policy, table)!;
      const chosen = Array.from(counts.subarray(from, to));
      noisy.set(measureTable(chosen, { sensitivitySquared, sigmaSquared }, source).values, from);
    }
    from = to;
  }
  return noisy;
}

/** Classical suppression: NaN where a figure is of fewer than 20 people. */
export function suppressSmall(cube: Cube, counts: Float64Array): Float64Array {
  const shown = Float64Array.from(counts);
  for (const { offset, figures, unitsPerPerson } of cube.parts) {
    for (let figure = offset; figure < offset + figures; figure += 1) {
      if (shown[figure]! < LEAST_PEOPLE * unitsPerPerson) shown[figure] = NaN;
    }
  }
  return shown;
}

/** A figure by its table, row and column, and how many units a person has there: for files that others read. */
export function nameFigure(cube: Cube, figure: number): readonly [Table, number, number, number] {
  const part = cube.parts.find(({ offset, figures }) => figure >= offset && figure < offset + figures)!;
  const within = figure - part.offset;
  return [part.table, Math.floor(within / part.columns), within % part.columns, part.unitsPerPerson];
}

/** Codes of panel and segment files. */
export const ATTRIBUTES = { ages: AGE_BANDS.length, genders: GENDERS.length };
