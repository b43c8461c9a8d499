import type { Product } from '@passant/contracts';
import { accountFor, calibrateSigmaSquared, parseFraction, type Fraction } from '@passant/privacy';

/** Raised whenever anything changes that a figure depends on. Part of every release. */
export const METHOD_VERSION = '1';

/** A figure is published from this many people on, before noise is allowed for. */
export const LEAST_PEOPLE = 20;

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

const table = (sensitivitySquared: number, rho: string, unitsPerPerson: number): TablePolicy => ({
  sensitivitySquared,
  rho: parseFraction(rho),
  sigmaSquared: calibrateSigmaSquared(sensitivitySquared, parseFraction(rho)),
  unitsPerPerson,
});

/** The budget of a subscriber-day, table by table. Public. */
export const TABLES = {
  /** 25 hours of 16 units, all in one zone at the worst. */
  presence: table(25 * 16 * 16, '0.009', 16),
  /** Six zones a day, one bin each. */
  dwell: table(6, '0.003', 1),
} as const satisfies Record<Product, TablePolicy>;

/** Everything a subscriber-day spends here. Loading this file fails where it is more than the ceiling. */
export const RHO_PER_SUBSCRIBER_DAY = accountFor(Object.values(TABLES).map(({ rho }) => rho));

/** A table with more figures is not measured: its domain must be made coarser by public rule, before any data. */
export const MOST_FIGURES = 2_000_000;
