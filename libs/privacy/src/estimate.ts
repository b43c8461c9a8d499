import { estimateTotal, type Part } from './estimate-total';
import { figuresOfSum } from './roll-up';
import { tau, thresholdZ } from './threshold';

/** People in the population for one in the panel. */
export interface Factor {
  readonly factor: number;
  readonly variance: number;
  /** The part of the variance that is how this moment's people are mixed (`extrapolateByStrata`); absent: 0. */
  readonly mixing?: number;
}

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
  readonly extrapolation: Factor | null;
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

/** As {@link estimateTotal} (anonymisation.md, step 3.7), where all figures of a slice have one factor and are of different people. */
export function estimateSum(slices: readonly Slice[], { k, figures, scale }: EstimateRule): Estimate {
  const moments = slices.map(toParts);
  const total = estimateTotal(moments, { leastPeople: k, figures, scale });
  const add = (pick: (part: Part) => number) => moments.flat().reduce((sum, part) => sum + pick(part), 0);
  const panelNoiseSd = scale * Math.sqrt(add(({ panelNoise }) => panelNoise));
  return {
    ...{ value: total.value, low: total.low, high: total.high, published: total.published },
    panelValue: scale * add(({ panel }) => panel),
    panelTau: tau(k, thresholdZ(figuresOfSum(figures, slices.length)), panelNoiseSd),
    panelNoiseSd,
  };
}

/** One figure by itself, with the threshold its release states (units of the table; anonymisation.md, steps 3.5 and 3.7). */
export const estimateFigure = (slice: Slice, rule: Omit<EstimateRule, 'scale'>): Estimate =>
  estimateSum([slice], { ...rule, scale: 1 });

/** Each figure with its errors. Sampling: max(y, 1)·(1 − 1/factor) in panel people, times factor² (anonymisation.md, step 3.7). */
export function toParts({ values, sigmaSquared, unitsPerPerson, extrapolation, releaseId }: Slice): Part[] {
  const { factor, variance, mixing = 0 } = extrapolation ?? { factor: 1, variance: 0 };
  const panelNoise = sigmaSquared / unitsPerPerson ** 2;
  return values.map((units) => {
    const panel = units / unitsPerPerson;
    return {
      ...{ panel, panelNoise, value: factor * panel, valueNoise: factor ** 2 * panelNoise, releaseId },
      sampling: factor ** 2 * Math.max(panel, 1) * Math.max(0, 1 - 1 / factor),
      factorError: panel * Math.sqrt(Math.max(0, variance - mixing)),
      mixingError: panel * Math.sqrt(mixing),
    };
  });
}
