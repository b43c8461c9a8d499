import { rhoOf } from './accountant';
import { sampleDiscreteGaussians } from './discrete-gaussian';
import type { Fraction } from './fraction';
import type { RandomSource } from './random-source';

declare const releasedBrand: unique symbol;

/**
 * Something that stands under the guarantee: noise was added, and its cost is known. Only this library makes it; what
 * stores or answers accepts nothing else.
 */
export type Released<T> = T & { readonly [releasedBrand]: true };

/** A noisy table: integers in units of the table, one a figure, in the public order of its domain. */
export interface NoisyTable {
  readonly values: readonly number[];
  /** Variance of the noise on each value, in units². */
  readonly sigmaSquared: number;
}

/** A table that was measured once, with what it cost. */
export interface Measurement extends NoisyTable {
  readonly sensitivitySquared: number;
  readonly rho: Fraction;
}

/**
 * Measures a table of exact counts: independent discrete Gaussian noise on every figure of the public domain, zeros
 * included (Canonne, Kamath, Steinke 2020, Theorem 4; anonymisation.md, step 3.2). `sensitivitySquared` is the most that one subscriber-day changes the table by, squared, in L2.
 */
export function measureTable(
  counts: readonly number[],
  { sensitivitySquared, sigmaSquared }: { sensitivitySquared: number; sigmaSquared: number },
  source: RandomSource,
): Released<Measurement> {
  const rho = rhoOf(sensitivitySquared, sigmaSquared);
  const noise = sampleDiscreteGaussians(counts.length, sigmaSquared, source);
  const values = counts.map((count, index) => toSafe(count) + noise[index]!);
  return { values, sigmaSquared, sensitivitySquared, rho } as unknown as Released<Measurement>;
}

/** The sum of tables of disjoint groups over the same domain: post-processing (Dwork and Roth 2014, Proposition 2.1), costs nothing; variances add. */
export function addTables(tables: readonly Released<NoisyTable>[]): Released<NoisyTable> {
  const [first, ...rest] = tables;
  if (!first) throw new RangeError('nothing to add');
  if (rest.some(({ values }) => values.length !== first.values.length)) {
    throw new RangeError('tables of different domains do not add');
  }
  const sum: NoisyTable = {
    values: first.values.map((value, index) => rest.reduce((total, table) => total + table.values[index]!, value)),
    sigmaSquared: tables.reduce((total, table) => total + table.sigmaSquared, 0),
  };
  return sum as Released<NoisyTable>;
}

/**
 * For what was released before and comes back from where only released things are kept: the table of measurements, or a
 * release artefact. Never for counts.
 */
export const fromReleasedRecord = <T extends object>(record: T): Released<T> => record as Released<T>;

function toSafe(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError('counts must be safe integers');
  return count;
}
