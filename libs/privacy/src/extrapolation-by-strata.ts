import type { MeasuredSize } from './extrapolation';
import type { Shares } from './shares';

/** A stratum that holds less of its residents than this says little about them. */
const LEAST_SAMPLED = 1 / 100;
/** A figure with more of its weight than this in such strata is not extrapolated. */
const MOST_UNDER_SAMPLED = 0.2;
/** A measured panel under this many standard deviations of its own noise is not told from an empty one. */
const LEAST_PANEL_SDS = 3;

export interface Stratum {
  /** Public residents of 18 and over; null where public figures lack the stratum. */
  readonly residents: number | null;
  /** The measured panel: noisy, and with the variance of that noise. */
  readonly panel: MeasuredSize;
}

export type StratifiedExtrapolation =
  | {
      readonly state: 'extrapolated';
      readonly factor: number;
      readonly variance: number;
      readonly weightUnderSampled: number;
    }
  | {
      readonly state: 'not-extrapolated';
      readonly reason: 'under-sampled' | 'residents-unknown';
      readonly weightUnderSampled: number;
    };

/**
 * The factor of a figure, `Σ_s q_s·R_s/P_s`: people in the population for one in the panel, each stratum weighted as it
 * lies in the figure (post-stratification; Holt and Smith 1979; anonymisation.md, step 3.6). Not extrapolated with more
 * than 20 % of its weight in strata sampled under 1 %. A stratum whose panel is under three standard deviations of its
 * own noise counts as such too; in either, the panel is taken as at least that floor, so no factor explodes.
 *
 * Variance by the delta method: `Σ_s (q_s·R_s/P_s)²·σ_s²/P_s²` for the panel, and `Σ_e var_e·(mean ratio of e − factor)²`
 * for the shares, whose errors add to zero.
 */
export function extrapolateByStrata(strata: readonly Stratum[], shares: Shares): StratifiedExtrapolation {
  if (strata.length !== shares.shares.length || strata.length === 0) throw new RangeError('strata and shares differ');
  const parts = strata.map((stratum, index) => toPart(stratum, shares.shares[index]!));
  const weightUnderSampled = parts.reduce((sum, { share, underSampled }) => sum + (underSampled ? share : 0), 0);
  if (parts.some(({ share, ratio }) => ratio === null && share > 0)) {
    return { state: 'not-extrapolated', reason: 'residents-unknown', weightUnderSampled };
  }
  if (weightUnderSampled > MOST_UNDER_SAMPLED) {
    return { state: 'not-extrapolated', reason: 'under-sampled', weightUnderSampled };
  }
  const factor = parts.reduce((sum, { share, ratio }) => sum + share * (ratio ?? 0), 0);
  const ofPanel = parts.reduce((sum, part) => sum + (part.share * (part.ratio ?? 0)) ** 2 * part.relativeVariance, 0);
  const ofShares = shares.errors.reduce(
    (sum, error) => sum + error.variance * (meanRatio(parts, error.strata) - factor) ** 2,
    0,
  );
  return { state: 'extrapolated', factor, variance: ofPanel + ofShares, weightUnderSampled };
}

/**
 * The measured panel of strata with age and gender given, when those who did not give them are spread over these in
 * proportion: for one who gave them there are `all / given` in the panel. It assumes that within a region giving a
 * profile does not depend on age and gender; what is left of that dependence is a bias that stands in the method.
 */
export function spreadNotGiven(
  given: readonly MeasuredSize[],
  notGiven: readonly MeasuredSize[],
): readonly MeasuredSize[] {
  const add = (sizes: readonly MeasuredSize[]) => sizes.reduce((sum, { size }) => sum + size, 0);
  const known = add(given);
  const scale = known > 0 ? 1 + Math.max(0, add(notGiven)) / known : 1;
  return given.map(({ size, sigmaSquared }) => ({ size: size * scale, sigmaSquared: sigmaSquared * scale ** 2 }));
}

interface Part {
  readonly share: number;
  /** Residents for one in the panel; null where residents are unknown. */
  readonly ratio: number | null;
  readonly relativeVariance: number;
  readonly underSampled: boolean;
}

function toPart({ residents, panel: { size, sigmaSquared } }: Stratum, share: number): Part {
  if (residents !== null && !(residents >= 0)) throw new RangeError('residents are not negative');
  if (!(sigmaSquared >= 0)) throw new RangeError('a variance is not negative');
  if (residents === null) return { share, ratio: null, relativeVariance: 0, underSampled: true };
  const floor = Math.max(residents * LEAST_SAMPLED, LEAST_PANEL_SDS * Math.sqrt(sigmaSquared));
  const counted = Math.max(size, floor);
  if (counted === 0) return { share, ratio: 0, relativeVariance: 0, underSampled: true };
  return {
    share,
    ratio: residents / counted,
    relativeVariance: sigmaSquared / counted ** 2,
    underSampled: size < floor,
  };
}

function meanRatio(parts: readonly Part[], strata: readonly number[]): number {
  const mass = strata.reduce((sum, stratum) => sum + parts[stratum]!.share, 0);
  return strata.reduce((sum, stratum) => {
    const { share, ratio } = parts[stratum]!;
    return sum + (mass > 0 ? share / mass : 1 / strata.length) * (ratio ?? 0);
  }, 0);
}
