import { logNormalTail, type Total } from '@passant/privacy';

/** A published figure: its value is only seen because it reached `tau`. */
export type Seen = Pick<Total, 'value' | 'variance' | 'tau'>;

export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Two published figures, one over the other. */
export interface SeenRatio {
  readonly part: Seen;
  readonly whole: Seen;
  /** Of the two figures, noise, sampling and factors together. */
  readonly covariance: number;
}

const SHARE = 0.025;
/** To a billionth of the range. */
const STEPS = 30;

/** Whether the selection at its threshold says something about a figure: under tau + 3 sd (anonymisation.md, step 3.7). */
export const isNearThreshold = ({ value, variance, tau }: Seen): boolean =>
  tau !== null && value < tau + 3 * Math.sqrt(variance);

/**
 * 95 % limits of part over whole, both seen only because they reached their thresholds; the high one is null where none
 * up to `most` can be excluded. For a supposed ratio r the difference `part − r·whole` has mean 0. Given what of the two
 * figures is independent of it, both thresholds are limits of it: so it is a normal truncated there, and r lies within
 * the limits where the difference that is seen is in neither outer 2.5 % (Lee, Sun, Sun and Taylor 2016, as Fieller 1954).
 */
export function selectedRatioInterval(
  pair: SeenRatio,
  most: number,
): { readonly low: number; readonly high: number | null } {
  const value = pair.part.value / pair.whole.value;
  const find = (target: number, from: number, to: number): number => {
    let [low, high] = [from, to];
    for (let step = 0; step < STEPS; step += 1) {
      const middle = (low + high) / 2;
      if (shareAbove(pair, middle) < target) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const low = shareAbove(pair, 0) >= SHARE ? 0 : find(SHARE, 0, value);
  // Never an interval that leaves the value out.
  if (shareAbove(pair, most) <= 1 - SHARE) return { low: Math.min(low, value), high: null };
  return { low: Math.min(low, value), high: Math.max(value, find(1 - SHARE, 0, most)) };
}

/** P(a difference at least as high as the one seen), were this the ratio. It rises with the ratio. */
function shareAbove({ part, whole, covariance }: SeenRatio, ratio: number): number {
  const variance = part.variance - 2 * ratio * covariance + ratio ** 2 * whole.variance;
  const seen = part.value - ratio * whole.value;
  if (!(variance > 0)) return seen > 0 ? 0 : 1;
  const sd = Math.sqrt(variance);
  let [from, to] = [-Infinity, Infinity];
  const limit = (figure: Seen, withDifference: number): void => {
    if (figure.tau === null || withDifference === 0) return;
    const at = (seen - ((figure.value - figure.tau) * variance) / withDifference) / sd;
    if (withDifference > 0) from = Math.max(from, at);
    else to = Math.min(to, at);
  };
  limit(part, part.variance - ratio * covariance);
  limit(whole, covariance - ratio * whole.variance);
  const at = seen / sd;
  return at > 0 ? tailShare(at, from, to) : 1 - tailShare(-at, -to, -from);
}

/** P(N ≥ at | from ≤ N ≤ to) for from ≤ at ≤ to, in logarithms: all three may lie in the far tail. */
function tailShare(at: number, from: number, to: number): number {
  const [logAt, logFrom, logTo] = [logNormalTail(at), logNormalTail(from), logNormalTail(to)];
  const all = 1 - Math.exp(logTo - logFrom);
  return all > 0 ? (Math.exp(logAt - logFrom) * (1 - Math.exp(logTo - logAt))) / all : 0.5;
}

/** Something with limits of its own, which need not lie evenly about it. */
export interface Limited extends Limits {
  readonly value: number;
}

const hypotenuse = (one: number, other: number): number => Math.sqrt(one ** 2 + other ** 2);

/** Limits of a product of two independent figures from theirs (MOVER, Donner and Zou 2012); of even ones the delta method. */
export function productInterval(one: Limited, other: Limited): Limits {
  const value = one.value * other.value;
  const below = hypotenuse(other.value * (one.value - one.low), one.value * (other.value - other.low));
  const above = hypotenuse(other.value * (one.high - one.value), one.value * (other.high - other.value));
  return { low: Math.max(0, value - below), high: value + above };
}

/** Limits of one figure over another, as {@link productInterval}. */
export function quotientInterval(one: Limited, other: Limited): Limits {
  const value = one.value / other.value;
  const below = hypotenuse((one.value - one.low) / one.value, (other.high - other.value) / other.value);
  const above = hypotenuse((one.high - one.value) / one.value, (other.value - other.low) / other.value);
  return { low: Math.max(0, value * (1 - below)), high: value * (1 + above) };
}
