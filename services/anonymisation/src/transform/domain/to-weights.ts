/** Probabilities of a footprint are counted in this many parts, so that only integers are added up. */
export const WEIGHT_PARTS = 2 ** 20;

/**
 * Probabilities that sum to 1 as integers that sum to {@link WEIGHT_PARTS} exactly, each within one part of its share: rounded
 * down, then the largest remainders up (ties: the first).
 */
export function toWeights(probabilities: readonly number[]): number[] {
  const sum = probabilities.reduce((total, one) => total + one, 0);
  const shares = probabilities.map((one) => (one / sum) * WEIGHT_PARTS);
  const weights = shares.map(Math.floor);
  const missing = WEIGHT_PARTS - weights.reduce((total, one) => total + one, 0);
  const byRemainder = shares.map((_, index) => index).sort((a, b) => (shares[b]! % 1) - (shares[a]! % 1) || a - b);
  for (const index of byRemainder.slice(0, missing)) weights[index]! += 1;
  return weights;
}
