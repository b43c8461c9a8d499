import { normalUpperQuantile } from '@passant/privacy';

/**
 * The upper quantile of Student's t: what it exceeds with so small a probability. Expansion of Cornish and Fisher to the
 * fourth order (Abramowitz and Stegun 26.7.5); off by less than 0.001 at 2.5 % from 7 degrees of freedom on.
 */
export function studentUpperQuantile(probability: number, degrees: number): number {
  const z = normalUpperQuantile(probability);
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9] as [number, number, number, number];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * degrees ** 4)
  );
}
