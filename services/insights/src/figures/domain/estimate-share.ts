import { type Part, MomentSum } from '@passant/privacy';
import { isNearThreshold, type Limits, type Seen, selectedRatioInterval } from './selected-ratio';

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
  /** Of part and whole themselves: noise, sampling (the part's own people are in both) and factors. */
  readonly covariance: number;
}

const Z_95 = 1.959963984540054;

/**
 * The share of a part in a whole, summed over zones (inside a moment) and moments. Variance by the delta method of
 * `Σ (part − share·whole) / Σ whole`: noise with its covariance; sampling, of those in the part and of the rest, whose
 * variances add within a moment, while moments are partly the same people; and the factors' errors, which cancel where
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
  let [noise, noiseCovariance, factorVariance] = [0, 0, 0];
  const [ofShare, ofPart] = [new MomentSum(), new MomentSum()];
  const cancelling = new Map<string, FactorErrors>();
  for (const moment of moments) {
    let [sampling, partSampling] = [0, 0];
    for (const { part: some, whole: all, covariance, sameFactor } of moment) {
      noise += Math.max(0, some.valueNoise - 2 * share * covariance + share ** 2 * all.valueNoise);
      sampling += (1 - share) ** 2 * some.sampling + share ** 2 * Math.max(0, all.sampling - some.sampling);
      noiseCovariance += covariance;
      partSampling += some.sampling;
      if (sameFactor) addErrors(cancelling, some, all);
      else factorVariance += factorErrorOf(some) ** 2 + (share * factorErrorOf(all)) ** 2;
    }
    ofShare.add(sampling);
    ofPart.add(partSampling);
  }
  const errors = [...cancelling.values()];
  factorVariance += addSquares(errors.map((error) => error.part - share * error.whole));
  const factorCovariance = errors.reduce((sum, error) => sum + error.part * error.whole, 0);
  return {
    share,
    variance: (noise + ofShare.variance + factorVariance) / whole ** 2,
    covariance: noiseCovariance + ofPart.variance + factorCovariance,
  };
}

/** Of the factors of one release. */
interface FactorErrors {
  readonly part: number;
  readonly whole: number;
}

function addErrors(errors: Map<string, FactorErrors>, part: Part, whole: Part): void {
  const known = errors.get(part.releaseId) ?? { part: 0, whole: 0 };
  const sum = { part: known.part + factorErrorOf(part), whole: known.whole + factorErrorOf(whole) };
  errors.set(part.releaseId, sum);
}

/**
 * 95 % limits of a published share. Where its part or its whole lies near its threshold, a share is seen only because both
 * reached theirs: then as `selectedRatioInterval`.
 */
export function shareInterval({ share, variance, covariance }: Share, of: { part: Seen; whole: Seen }): Limits {
  if (of.part.variance > 0 && (isNearThreshold(of.part) || isNearThreshold(of.whole))) {
    const { low, high } = selectedRatioInterval({ ...of, covariance }, 1);
    return { low: Math.min(low, share), high: Math.min(1, high ?? 1) };
  }
  const reach = Z_95 * Math.sqrt(variance);
  return { low: Math.max(0, share - reach), high: Math.min(1, share + reach) };
}

/** 95 % limits of anything that is not negative, from its value and variance. */
export const positiveInterval = (value: number, variance: number): { low: number; high: number } => ({
  low: Math.max(0, value - Z_95 * Math.sqrt(variance)),
  high: value + Z_95 * Math.sqrt(variance),
});

/** With mixing as though it were the same at all times: no narrower. Of a negative figure it is negative, so that it takes off what it takes off. */
const factorErrorOf = ({ factorError, mixingError = 0 }: Part): number =>
  Math.sign(factorError || mixingError) * Math.hypot(factorError, mixingError);

const addSquares = (errors: Iterable<number>): number => [...errors].reduce((sum, error) => sum + error ** 2, 0);
