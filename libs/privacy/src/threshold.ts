import { normalUpperQuantile } from './normal';

/** The least z of a publication threshold: one empty figure in a thousand. */
const LEAST_Z = 3.09;

/**
 * How many standard deviations of noise above `k` a figure must lie to be published: at most about one empty figure of
 * a table gets through. `max(3.09, Φ⁻¹(1 − 1/figures))` (anonymisation.md, step 3.5; as the union bound, Bonferroni 1936).
 */
export function thresholdZ(figures: number): number {
  if (!Number.isSafeInteger(figures) || figures <= 0) throw new RangeError('figures must be a positive integer');
  const known =
    quantiles.get(figures) ?? (figures === 1 ? LEAST_Z : Math.max(LEAST_Z, normalUpperQuantile(1 / figures)));
  if (quantiles.size < MOST_KNOWN) quantiles.set(figures, known);
  return known;
}

/** There are few sizes of tables and many figures in each: the quantile is found once a size. */
const quantiles = new Map<number, number>();
const MOST_KNOWN = 10_000;

/**
 * The publication threshold `k + z·sd`, to be compared with the *noisy* figure, never with the true count. All three in
 * one unit (people, or units of the table). Suppression of noisy counts: Korolova, Kenthapadi, Mishra and Ntoulas 2009.
 */
export function tau(k: number, z: number, sd: number): number {
  if (!(k >= 0 && z >= 0 && sd >= 0)) throw new RangeError('k, z and sd are not negative');
  return k + z * sd;
}

/** Whether a noisy figure is published: post-processing of the noisy value alone (Dwork and Roth 2014, Proposition 2.1). */
export const isPublished = (noisy: number, threshold: number): boolean => noisy >= threshold;
