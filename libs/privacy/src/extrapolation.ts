/** A measured size: a noisy count of people, and its variance. */
export interface MeasuredSize {
  readonly size: number;
  readonly sigmaSquared: number;
}

export interface Extrapolation {
  /** People in the population for one in the panel. */
  readonly factor: number;
  readonly variance: number;
  readonly residents: number;
  readonly panelMeasured: number;
}

/**
 * Residents over the measured panel, with its variance by the delta method: R²·σ²/P⁴ (expansion estimator; Särndal, Swensson and Wretman 1992, chapter 5.5). None where residents are unknown or
 * the panel is not clearly larger than its noise (3 standard deviations): then figures speak of the panel only.
 */
export function extrapolationFactor(residents: number | null, sizes: readonly MeasuredSize[]): Extrapolation | null {
  const panelMeasured = sizes.reduce((sum, { size }) => sum + size, 0);
  const sigmaSquared = sizes.reduce((sum, one) => sum + one.sigmaSquared, 0);
  if (residents === null || residents <= 0 || panelMeasured <= 3 * Math.sqrt(sigmaSquared)) return null;
  if (panelMeasured <= 0) return null;
  const factor = residents / panelMeasured;
  return {
    factor,
    variance: (factor * factor * sigmaSquared) / (panelMeasured * panelMeasured),
    residents,
    panelMeasured,
  };
}

/** Under this share of own and both together, an own group adds more noise than people. */
const LEAST_OWN_SHARE = 0.15;

/**
 * Whether a purpose's figures are its own group plus `both`, or `both` alone: by the *measured* sizes, so that the choice
 * itself stands under the guarantee (post-processing; Dwork and Roth 2014, Proposition 2.1).
 */
export function usesOwnGroup(ownMeasured: number, bothMeasured: number): boolean {
  const together = ownMeasured + bothMeasured;
  return together > 0 && ownMeasured / together >= LEAST_OWN_SHARE;
}
