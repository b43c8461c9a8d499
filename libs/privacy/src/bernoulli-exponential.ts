import type { RandomSource } from './random-source';
import { uniformBelow, uniformBelowBig } from './uniform';

const LARGEST = Number.MAX_SAFE_INTEGER;

/**
 * True with probability exp(−numerator / denominator), exactly (Canonne, Kamath, Steinke 2020, Algorithm 1): no
 * exponential is ever computed. Both are integers, 0 ≤ numerator, 0 < denominator, under 2^53; products that would leave
 * that range go through BigInt. Consumes the same words as `bernoulliExponentialBig`.
 */
export function bernoulliExponential(numerator: number, denominator: number, source: RandomSource): boolean {
  const rest = numerator % denominator;
  for (let whole = (numerator - rest) / denominator; whole > 0; whole -= 1) {
    if (!bernoulliOfUnit(1, 1, source)) return false;
  }
  return bernoulliOfUnit(rest, denominator, source);
}

function bernoulliOfUnit(numerator: number, denominator: number, source: RandomSource): boolean {
  for (let k = 1; ; k += 1) {
    const bound = denominator * k;
    const again =
      bound <= LARGEST
        ? uniformBelow(bound, source) < numerator
        : uniformBelowBig(BigInt(denominator) * BigInt(k), source) < BigInt(numerator);
    if (!again) return k % 2 === 1;
  }
}

/** The same (Canonne, Kamath, Steinke 2020, Algorithm 1) on BigInt throughout: for numbers of any size, and the oracle in tests. */
export function bernoulliExponentialBig(numerator: bigint, denominator: bigint, source: RandomSource): boolean {
  for (let whole = numerator / denominator; whole > 0n; whole -= 1n) {
    if (!bernoulliOfUnitBig(1n, 1n, source)) return false;
  }
  return bernoulliOfUnitBig(numerator % denominator, denominator, source);
}

function bernoulliOfUnitBig(numerator: bigint, denominator: bigint, source: RandomSource): boolean {
  for (let k = 1n; ; k += 1n) {
    if (uniformBelowBig(denominator * k, source) >= numerator) return k % 2n === 1n;
  }
}
