/** The standard normal, in both tails: logarithms to 15 digits; Q itself loses two of them where exp(−x²/2) is tiny. */

// Held here because looking up a global costs more than the arithmetic in the loops below.
const { abs, exp, log, log1p, SQRT1_2, sqrt } = Math;

/** log √(2π). */
export const HALF_LOG_TWO_PI = 0.9189385332046727;

const density = (x: number): number => exp(-0.5 * x * x - HALF_LOG_TWO_PI);

/** Φ(x) = P(N ≤ x): near 0 by Marsaglia's series (2004), in the tails by Cody's rational functions (1969). */
export const normalCdf = (x: number): number => (x > 0 ? 1 - normalTail(x) : normalTail(-x));

/** From here on (in sd; 0.46875·√2) Cody's functions hold; below they would be slower than the series. */
const TAIL = 0.663;

/** Q(x) = P(N > x), accurate in the far tail, where 1 − Φ(x) has no digits left (Marsaglia 2004; Cody 1969). */
export function normalTail(x: number): number {
  if (x < -TAIL) return 1 - normalTail(-x);
  return x < TAIL ? 0.5 - bodySeries(x) : 0.5 * scaledErfc(x * SQRT1_2) * exp(-0.5 * x * x);
}

/** log Q(x): finite where Q itself is too small for a float (Cody 1969). */
export function logNormalTail(x: number): number {
  if (x < -TAIL) return log1p(-normalTail(-x));
  return x < TAIL ? log(0.5 - bodySeries(x)) : log(0.5 * scaledErfc(x * SQRT1_2)) - 0.5 * x * x;
}

/** Φ(x) − ½ for |x| up to TAIL: φ(x)·(x + x³/3 + x⁵/15 + …) (Marsaglia 2004). */
function bodySeries(x: number): number {
  let [sum, term] = [x, x];
  for (let odd = 3; abs(term) > abs(sum) * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum * density(x);
}

const SQRT_OF_INVERSE_PI = 0.5641895835477563;

/**
 * exp(y²)·erfc(y) for y ≥ 0.46875, to 6e-16 of itself: minimax rational functions of degree 8 up to 4, of degree 5 in 1/y²
 * beyond (W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23, 1969).
 */
function scaledErfc(y: number): number {
  if (y <= 4) {
    let [above, below] = [2.15311535474403846e-8 * y, y];
    for (const [a, b] of UP_TO_FOUR) {
      above = (above + a) * y;
      below = (below + b) * y;
    }
    return (above + 1.23033935479799725e3) / (below + 1.23033935480374942e3);
  }
  const s = 1 / (y * y);
  let [above, below] = [1.63153871373020978e-2 * s, s];
  for (const [a, b] of BEYOND_FOUR) {
    above = (above + a) * s;
    below = (below + b) * s;
  }
  return (SQRT_OF_INVERSE_PI - (s * (above + 6.58749161529837803e-4)) / (below + 2.33520497626869185e-3)) / y;
}

const UP_TO_FOUR = [
  [5.64188496988670089e-1, 1.57449261107098347e1],
  [8.88314979438837594, 1.17693950891312499e2],
  [6.61191906371416295e1, 5.37181101862009858e2],
  [2.98635138197400131e2, 1.62138957456669019e3],
  [8.8195222124176909e2, 3.29079923573345963e3],
  [1.71204761263407058e3, 4.36261909014324716e3],
  [2.05107837782607147e3, 3.43936767414372164e3],
] as const;

const BEYOND_FOUR = [
  [3.05326634961232344e-1, 2.56852019228982242],
  [3.60344899949804439e-1, 1.87295284992346725],
  [1.25781726111229246e-1, 5.27905102951428412e-1],
  [1.60837851487422766e-2, 6.05183413124413191e-2],
] as const;

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
