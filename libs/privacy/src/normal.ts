/** The standard normal, to about 14 digits, in both tails. */

// Held here because looking up a global costs more than the arithmetic in the loops below.
const { abs, ceil, exp, log, sqrt } = Math;

/** log √(2π). */
export const HALF_LOG_TWO_PI = 0.9189385332046727;

const density = (x: number): number => exp(-0.5 * x * x - HALF_LOG_TWO_PI);

/** Φ(x) = P(N ≤ x): near 0 by Marsaglia's series (2004), in the tails by Laplace's continued fraction (1805). */
export const normalCdf = (x: number): number => (x > 0 ? 1 - normalTail(x) : normalTail(-x));

/** Q(x) = P(N > x), accurate in the far tail, where 1 − Φ(x) has no digits left (Marsaglia 2004; Laplace 1805). */
export function normalTail(x: number): number {
  if (x < -2) return 1 - normalTail(-x);
  return x < 2 ? 0.5 - bodySeries(x) : exp(logNormalTail(x));
}

/** log Q(x): finite where Q itself is too small for a float (Laplace's continued fraction, 1805). */
export function logNormalTail(x: number): number {
  if (x < 2) return log(normalTail(x));
  return -0.5 * x * x - HALF_LOG_TWO_PI - log(millsDenominator(x));
}

/** Φ(x) − ½ for |x| ≤ 2: φ(x)·(x + x³/3 + x⁵/15 + …) (Marsaglia 2004). */
function bodySeries(x: number): number {
  let [sum, term] = [x, x];
  for (let odd = 3; abs(term) > abs(sum) * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum * density(x);
}

/** φ(x) / Q(x) = x + 1/(x + 2/(x + 3/(x + …))) for x ≥ 2 (Laplace's continued fraction). */
function millsDenominator(x: number): number {
  let value = x;
  for (let depth = ceil(30 + 400 / (x * x)); depth >= 1; depth -= 1) value = x + depth / value;
  return value;
}

/** x with Q(x) = tail, for 0 < tail < 1: the quantile Φ⁻¹(1 − tail) without the subtraction (Abramowitz and Stegun 1964, 26.2.23, then Newton). */
export function normalUpperQuantile(tail: number): number {
  if (!(tail > 0 && tail < 1)) throw new RangeError('a tail probability lies between 0 and 1');
  if (tail > 0.5) return -normalUpperQuantile(1 - tail);
  // Abramowitz and Stegun 26.2.23 as a start, then Newton on log Q, which is nearly quadratic: a few steps suffice.
  const t = sqrt(-2 * log(tail));
  let x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 20; step += 1) {
    const logTail = logNormalTail(x);
    const slope = -exp(-0.5 * x * x - HALF_LOG_TWO_PI - logTail);
    const next = x - (logTail - log(tail)) / slope;
    if (abs(next - x) <= 1e-15 * Math.max(1, abs(x))) return next;
    x = next;
  }
  return x;
}

/** Φ⁻¹(p) for 0 < p < 1 (Abramowitz and Stegun 1964, 26.2.23, then Newton). */
export const normalQuantile = (p: number): number => -normalUpperQuantile(p);
