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
      /** The part of the variance that is mixing. */
      readonly ofMixing: number;
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
 *
 * `mixing`: how unlike the shares the figure's own people may lie over the strata, where shares were taken from another table (0: they
 * are its own). Adds `mixing²·Σ_s q_s·(R_s/P_s − factor)²`, less what the panels' noise makes of it: nothing where all strata agree alike.
 */
export function extrapolateByStrata(strata: readonly Stratum[], shares: Shares, mixing = 0): StratifiedExtrapolation {
  if (!(mixing >= 0)) throw new RangeError('mixing is not negative');
  if (strata.length !== shares.shares.length || strata.length === 0) throw new RangeError('strata and shares differ');
  const parts = partsOf(strata);
  let [weightUnderSampled, factor, ofPanel, isUnknown] = [0, 0, 0, false];
  for (const [index, { ratio, relativeVariance, underSampled }] of parts.entries()) {
    const share = shares.shares[index]!;
    if (underSampled) weightUnderSampled += share;
    if (ratio === null) isUnknown ||= share > 0;
    const part = share * (ratio ?? 0);
    factor += part;
    ofPanel += part ** 2 * relativeVariance;
  }
  if (isUnknown) return { state: 'not-extrapolated', reason: 'residents-unknown', weightUnderSampled };
  if (weightUnderSampled > MOST_UNDER_SAMPLED) {
    return { state: 'not-extrapolated', reason: 'under-sampled', weightUnderSampled };
  }
  let ofShares = 0;
  for (const error of shares.errors) {
    ofShares += error.variance * (meanRatio(parts, shares.shares, error.strata) - factor) ** 2;
  }
  const ofMixing = mixing ** 2 * varianceOfRatios(parts, shares.shares, factor);
  const variance = ofPanel + ofShares + ofMixing;
  return { state: 'extrapolated', factor, variance, ofMixing, weightUnderSampled };
}

/** How much residents for one in the panel differ between the strata of a figure, beyond the panels' noise. */
function varianceOfRatios(parts: readonly Part[], shares: readonly number[], factor: number): number {
  let variance = 0;
  for (const [index, { ratio, relativeVariance }] of parts.entries()) {
    const known = ratio ?? 0;
    variance += shares[index]! * ((known - factor) ** 2 - known ** 2 * relativeVariance);
  }
  return Math.max(0, variance);
}

interface Part {
  /** Residents for one in the panel; null where residents are unknown. */
  readonly ratio: number | null;
  readonly relativeVariance: number;
  readonly underSampled: boolean;
}

/** The strata of a release are the same for all of its figures: what follows from them alone is found once. */
function partsOf(strata: readonly Stratum[]): readonly Part[] {
  const parts = knownParts.get(strata) ?? strata.map(toPart);
  knownParts.set(strata, parts);
  return parts;
}

const knownParts = new WeakMap<readonly Stratum[], readonly Part[]>();

function toPart({ residents, panel: { size, sigmaSquared } }: Stratum): Part {
  if (residents !== null && !(residents >= 0)) throw new RangeError('residents are not negative');
  if (!(sigmaSquared >= 0)) throw new RangeError('a variance is not negative');
  if (residents === null) return { ratio: null, relativeVariance: 0, underSampled: true };
  const floor = Math.max(residents * LEAST_SAMPLED, LEAST_PANEL_SDS * Math.sqrt(sigmaSquared));
  const counted = Math.max(size, floor);
  if (counted === 0) return { ratio: 0, relativeVariance: 0, underSampled: true };
  return { ratio: residents / counted, relativeVariance: sigmaSquared / counted ** 2, underSampled: size < floor };
}

function meanRatio(all: readonly Part[], shares: readonly number[], strata: readonly number[]): number {
  let [mass, weighted, plain] = [0, 0, 0];
  for (const stratum of strata) {
    const ratio = all[stratum]!.ratio ?? 0;
    mass += shares[stratum]!;
    weighted += shares[stratum]! * ratio;
    plain += ratio;
  }
  return mass > 0 ? weighted / mass : plain / strata.length;
}
