import { addSquares, type Part } from './estimate-total';

/** A noisy figure and the whole that it is part of. */
export interface ShareOf {
  readonly part: Part;
  readonly whole: Part;
  /** Of the noises of their two values: the part's own where the whole is a sum that holds it. */
  readonly covariance: number;
  /** Whether both have the same factor: then its error cancels. */
  readonly sameFactor: boolean;
}

export interface Share {
  /** Between 0 and 1. */
  readonly share: number;
  readonly variance: number;
}

const Z_95 = 1.959963984540054;

/**
 * The share of a part in a whole, summed over zones (inside a moment) and moments. Variance by the delta method of
 * `Σ (part − share·whole) / Σ whole`: noise with its covariance; sampling, of those in the part and of the rest, whose
 * variances add within a moment and standard deviations over moments; and the factors' errors, which cancel where
 * both have the same. Null where the whole is not positive.
 */
export function estimateShare(moments: readonly (readonly ShareOf[])[]): Share | null {
  let [part, whole] = [0, 0];
  for (const one of moments.flat()) {
    part += one.part.value;
    whole += one.whole.value;
  }
  if (!(whole > 0)) return null;
  const share = Math.min(1, Math.max(0, part / whole));
  let [noise, samplingSd, factorVariance] = [0, 0, 0];
  const cancelling = new Map<string, number>();
  for (const moment of moments) {
    let sampling = 0;
    for (const { part: some, whole: all, covariance, sameFactor } of moment) {
      noise += Math.max(0, some.valueNoise - 2 * share * covariance + share ** 2 * all.valueNoise);
      sampling += (1 - share) ** 2 * some.sampling + share ** 2 * Math.max(0, all.sampling - some.sampling);
      const error = some.factorError - share * all.factorError;
      if (sameFactor) cancelling.set(some.releaseId, (cancelling.get(some.releaseId) ?? 0) + error);
      else factorVariance += some.factorError ** 2 + (share * all.factorError) ** 2;
    }
    samplingSd += Math.sqrt(sampling);
  }
  factorVariance += addSquares(cancelling.values());
  return { share, variance: (noise + samplingSd ** 2 + factorVariance) / whole ** 2 };
}

/** 95 % limits of a share. */
export const shareInterval = ({ share, variance }: Share): { low: number; high: number } => ({
  low: Math.max(0, share - Z_95 * Math.sqrt(variance)),
  high: Math.min(1, share + Z_95 * Math.sqrt(variance)),
});

/** 95 % limits of anything that is not negative, from its value and variance. */
export const positiveInterval = (value: number, variance: number): { low: number; high: number } => ({
  low: Math.max(0, value - Z_95 * Math.sqrt(variance)),
  high: value + Z_95 * Math.sqrt(variance),
});
