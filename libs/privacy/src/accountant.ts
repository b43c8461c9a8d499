import { compareFractions, fraction, sumFractions, toFractionText, type Fraction } from './fraction';

/** The most a policy may spend on one subscriber-day, whatever it wants to measure. */
export const RHO_CEILING = fraction(1, 10);

/** More was to be spent on one unit of privacy than the ceiling allows: nothing may be measured. */
export class RhoCeilingExceeded extends Error {
  constructor(
    readonly rho: Fraction,
    readonly ceiling: Fraction,
  ) {
    super(`rho ${toFractionText(rho)} is over the ceiling ${toFractionText(ceiling)}`);
    this.name = 'RhoCeilingExceeded';
  }
}

/**
 * The least integer σ² for which discrete Gaussian noise on a table of squared L2 sensitivity Δ² is ρ-zCDP:
 * ⌈Δ² / (2ρ)⌉ (Canonne, Kamath, Steinke 2020, Theorem 4).
 */
export function calibrateSigmaSquared(sensitivitySquared: number, rho: Fraction): number {
  assertPositiveInteger(sensitivitySquared, 'sensitivitySquared');
  if (rho.numerator === 0n) throw new RangeError('rho must be positive');
  const [top, bottom] = [BigInt(sensitivitySquared) * rho.denominator, 2n * rho.numerator];
  return toSafeInteger((top + bottom - 1n) / bottom);
}

/** What discrete Gaussian noise of variance parameter σ² costs: Δ² / (2σ²) in lowest terms (Canonne, Kamath, Steinke 2020, Theorem 4). */
export function rhoOf(sensitivitySquared: number, sigmaSquared: number): Fraction {
  assertPositiveInteger(sensitivitySquared, 'sensitivitySquared');
  assertPositiveInteger(sigmaSquared, 'sigmaSquared');
  return fraction(BigInt(sensitivitySquared), 2n * BigInt(sigmaSquared));
}

/** Adds up what is spent on one unit of privacy (zCDP composes by addition; Bun and Steinke 2016, Lemma 1.7) and refuses more than the ceiling. */
export function accountFor(rhos: readonly Fraction[], ceiling: Fraction = RHO_CEILING): Fraction {
  const total = sumFractions(rhos);
  if (compareFractions(total, ceiling) > 0) throw new RhoCeilingExceeded(total, ceiling);
  return total;
}

function assertPositiveInteger(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value <= 0) throw new RangeError(`${name} must be a positive integer`);
}

function toSafeInteger(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('sigmaSquared leaves the safe integers');
  return Number(value);
}
