import type { Product } from '@passant/contracts';
import {
  accountFor,
  calibrateSigmaSquared,
  DEFAULT_POLICY,
  type Fraction,
  TABLE_BOUNDS,
  type TableName,
} from '@passant/privacy';

/** Raised whenever anything changes that a figure depends on. Part of every release. */
export const METHOD_VERSION = '1';

/** A figure is published from this many people on, before noise is allowed for. */
export const LEAST_PEOPLE = DEFAULT_POLICY.leastPeople;

/** What a subscriber-day may spend on what we release today, out of 0.03. */
export interface TablePolicy {
  /** The most that one subscriber-day changes the table by, squared, in L2, in units². */
  readonly sensitivitySquared: number;
  /** The budget, an exact fraction. The cost on the ledger is Δ²/(2σ²), never more. */
  readonly rho: Fraction;
  /** σ² = ⌈Δ²/(2ρ)⌉. */
  readonly sigmaSquared: number;
  readonly unitsPerPerson: number;
}

const table = (name: TableName): TablePolicy => {
  const { sensitivitySquared, unitsPerPerson } = TABLE_BOUNDS[name];
  const rho = DEFAULT_POLICY.rho[name];
  return { sensitivitySquared, rho, sigmaSquared: calibrateSigmaSquared(sensitivitySquared, rho), unitsPerPerson };
};

/** The budget of a subscriber-day, table by table. Public. */
export const TABLES = {
  presence: table('presence'),
  dwell: table('dwell'),
} as const satisfies Record<Product, TablePolicy>;

/** Everything a subscriber-day spends here. Loading this file fails where it is more than the ceiling. */
export const RHO_PER_SUBSCRIBER_DAY = accountFor(Object.values(TABLES).map(({ rho }) => rho));

/** A table with more figures is not measured: its domain must be made coarser by public rule, before any data. */
export const MOST_FIGURES = 2_000_000;
