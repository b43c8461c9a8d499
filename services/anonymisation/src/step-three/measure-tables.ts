import type { Product, Table } from '@passant/contracts';
import {
  checkPolicy,
  measureTable,
  sigmaSquaredOf,
  TABLE_BOUNDS,
  type Measurement,
  type Policy,
  type RandomSource,
  type Released,
} from '@passant/privacy';
import { PolicyRefused } from './policy-refused';
import { countedDomain, tablesOf, type Frame } from './table-domain';
import { toTable } from './visitors-margins';

/**
 * Exact counts of one group: full tables over {@link countedDomain}, zeros included, `counts[row · columns + column]`. Asked
 * once for each product that is measured. Must not outlive the close.
 */
export type GroupCounts = (product: Product) => readonly number[];

/** Noisy tables of one group. */
export type GroupMeasurements = ReadonlyMap<Table, Released<Measurement>>;

export interface TablesToMeasure {
  readonly products: readonly Product[];
  readonly frame: Frame;
  readonly counts: GroupCounts;
}

/**
 * Measures the tables of one group: independent discrete Gaussian noise on every figure of the public domain
 * (`σ² = ⌈Δ²/(2ρ)⌉` of the policy). Tables without a domain or a budget are left out.
 *
 * @throws PolicyRefused with the numbers, where the policy is over its promise or over the ceiling
 */
export function measureTables(tables: TablesToMeasure, policy: Policy, source: RandomSource): GroupMeasurements {
  const check = checkPolicy(policy);
  if (check.state === 'refused') throw new PolicyRefused(check.problems);
  return measureTablesUnsafely(tables, policy, source);
}

/**
 * The same under *any* policy, also past the ceiling. Only for tools on simulated people (the red team's positive control,
 * accuracy): nothing of the service calls it, and a test says so.
 */
export function measureTablesUnsafely(
  { products, frame, counts }: TablesToMeasure,
  policy: Policy,
  source: RandomSource,
): GroupMeasurements {
  const measured = new Map<Table, Released<Measurement>>();
  for (const product of products) {
    const tables = tablesOf(product, frame).filter(({ table }) => sigmaSquaredOf(policy, table) !== null);
    if (tables.length === 0) continue;
    const counted = counts(product);
    if (counted.length !== countedDomain(product, frame)!.figures) {
      throw new RangeError('counts are not those of the public domain');
    }
    for (const { table } of tables) {
      const { sensitivitySquared } = TABLE_BOUNDS[table];
      const sigmaSquared = sigmaSquaredOf(policy, table)!;
      measured.set(table, measureTable(toTable(table, counted), { sensitivitySquared, sigmaSquared }, source));
    }
  }
  return measured;
}
