import { interval95 } from './interval';
import { figuresOfSum, SamplingSum } from './roll-up';
import { tau, thresholdZ } from './threshold';

/**
 * Figures of one release that are added for one hour or day: over zones, or over bins. The people in them are different
 * people, so sampling variances add.
 */
export interface Slice {
  /** Noisy figures in units of the table. Never clipped. */
  readonly values: readonly number[];
  /** Noise variance of one value, in units². */
  readonly sigmaSquared: number;
  readonly unitsPerPerson: number;
  /** Null: not extrapolated; the figure speaks of the panel, and nothing is sampled. */
  readonly extrapolation: { readonly factor: number; readonly variance: number } | null;
  readonly releaseId: string;
}

export interface EstimateRule {
  /** Least number of people, before noise is allowed for (20). */
  readonly k: number;
  /** Figures of the table that the estimate is one of. */
  readonly figures: number;
  /** 1 for a sum; 1/n for the mean of n slices. */
  readonly scale: number;
}

/** People; `panel…` before extrapolation. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly published: boolean;
  readonly panelValue: number;
  readonly panelTau: number;
  readonly panelNoiseSd: number;
}

/**
 * Adds noisy figures over zones, bins, hours and days, decides publication on the noisy sum, and gives the 95 % interval
 * (anonymisation.md, step 3.7). Sampling: max(y, 1)·(1 − 1/factor) a figure in panel people; variances add within a slice
 * (different people); slices are partly the same people (`SamplingSum`). Noise variances always add. The factors'
 * error is one for all of them and adds linearly: a month's releases share the measured strata, and what is not known of
 * who is in a zone is not known on any of its days.
 */
export function estimateSum(slices: readonly Slice[], { k, figures, scale }: EstimateRule): Estimate {
  let [value, panelValue, noise, panelNoise, factorError] = [0, 0, 0, 0, 0];
  const sampling = new SamplingSum();
  for (const slice of slices) {
    const part = measureSlice(slice);
    const factor = slice.extrapolation?.factor ?? 1;
    value += factor * part.people;
    panelValue += part.people;
    noise += factor * factor * part.noiseVariance;
    panelNoise += part.noiseVariance;
    sampling.add(part.samplingVariance, factor);
    factorError += part.people * Math.sqrt(slice.extrapolation?.variance ?? 0);
  }
  const sd = scale * Math.sqrt(noise + sampling.variance + factorError ** 2);
  const panelNoiseSd = scale * Math.sqrt(panelNoise);
  const panelTau = tau(k, thresholdZ(figuresOfSum(figures, slices.length)), panelNoiseSd);
  const published = slices.length > 0 && scale * panelValue >= panelTau;
  // The threshold lies in panel people; with the mean factor of the sum it is one on the extrapolated value.
  const tauOfValue = published ? panelTau * (value / panelValue) : null;
  return {
    value: scale * value,
    ...interval95(scale * value, sd, tauOfValue),
    published,
    panelValue: scale * panelValue,
    panelTau,
    panelNoiseSd,
  };
}

/** One figure by itself, with the threshold its release states (units of the table; anonymisation.md, steps 3.5 and 3.7). */
export const estimateFigure = (slice: Slice, rule: Omit<EstimateRule, 'scale'>): Estimate =>
  estimateSum([slice], { ...rule, scale: 1 });

function measureSlice({ values, sigmaSquared, unitsPerPerson, extrapolation }: Slice) {
  const people = values.reduce((sum, value) => sum + value, 0) / unitsPerPerson;
  const notSampled = extrapolation ? Math.max(0, 1 - 1 / extrapolation.factor) : 0;
  const sampling = values.reduce((sum, value) => sum + Math.max(value / unitsPerPerson, 1) * notSampled, 0);
  return {
    people,
    noiseVariance: (values.length * sigmaSquared) / unitsPerPerson ** 2,
    samplingVariance: sampling,
  };
}
