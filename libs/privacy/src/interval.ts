import { HALF_LOG_TWO_PI, logNormalTail } from './normal';

const Z_95 = 1.959963984540054;
const LOG_LOWER = Math.log(0.025);
const LOG_UPPER = Math.log(0.975);

/** Limits for the noise alone: 95 % of exact counts lie within them (Neyman 1937). Same unit as value and sd. */
export const noiseInterval = (value: number, sd: number): { low: number; high: number } => ({
  low: value - Z_95 * sd,
  high: value + Z_95 * sd,
});

/**
 * 95 % limits of what a published value was measured around. A value far above the threshold: value ± 1.96 sd. Near it
 * (under tau + 3 sd) it is only seen because it cleared the threshold, so the limits are those of the normal truncated
 * at tau: the means under which a published value would be at least (at most) this high in 2.5 % of cases (selective inference; Lee, Sun, Sun and Taylor 2016; anonymisation.md, step 3.7). Cut at 0.
 * `tau` is null where nothing was selected.
 */
export function interval95(value: number, sd: number, tau: number | null): { low: number; high: number } {
  const truncated = tau !== null && sd > 0 && value >= tau && value < tau + 3 * sd;
  const { low, high } = truncated
    ? {
        low: truncatedLimit(value, sd, { tau, logShare: LOG_LOWER }),
        high: truncatedLimit(value, sd, { tau, logShare: LOG_UPPER }),
      }
    : noiseInterval(value, sd);
  // A value within a hair of tau says almost nothing about its mean: never an interval that leaves the value out.
  return { low: Math.max(0, low), high: Math.max(0, high, truncated ? value : high) };
}

/**
 * The mean m for which P(Y ≥ value | Y ≥ tau) = share, Y ~ N(m, sd²). The log of that probability rises with m and is concave (the
 * normal's hazard is convex: Sampford 1953), so Newton's steps from below rise to the root and never pass it. Where they begin:
 * the hazard of x is more than x, so with d = (value − tau)/sd that log is less than −d·(tau − m)/sd − d²/2.
 */
function truncatedLimit(value: number, sd: number, { tau, logShare }: { tau: number; logShare: number }): number {
  const distance = (value - tau) / sd;
  const below = tau + ((logShare + distance ** 2 / 2) / distance) * sd;
  let mean = Math.max(value - 40 * sd, below);
  for (let step = 0; step < 60; step += 1) {
    const atValue = (value - mean) / sd;
    const atTau = (tau - mean) / sd;
    const tailOfValue = logNormalTail(atValue);
    const tailOfTau = logNormalTail(atTau);
    const missing = logShare - (tailOfValue - tailOfTau);
    const slope = hazard(atValue, tailOfValue) - hazard(atTau, tailOfTau);
    if (!(missing > 0 && slope > 0)) break;
    const rise = missing / slope;
    mean += rise * sd;
    if (rise <= 1e-9) break;
  }
  return mean;
}

/** φ(x)/Q(x), from log Q(x). */
const hazard = (x: number, logTail: number): number => Math.exp(-0.5 * x * x - HALF_LOG_TWO_PI - logTail);
