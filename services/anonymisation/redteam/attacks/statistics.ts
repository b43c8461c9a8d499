/** A measured figure with its standard error. */
export interface Estimated {
  readonly value: number;
  readonly se: number;
}

type Scores = ArrayLike<number>;

/**
 * The area under the ROC curve: how often a positive scores above a negative (ties count half), with the standard error of
 * DeLong, DeLong and Clarke-Pearson (1988), from the placements of each score among the others.
 */
export function areaUnderCurve(positives: Scores, negatives: Scores): Estimated {
  const ofPositives = placements(positives, negatives);
  const ofNegatives = placements(negatives, positives);
  const { mean, variance } = moments(ofPositives);
  const other = moments(ofNegatives);
  return { value: mean, se: Math.sqrt(variance / positives.length + other.variance / negatives.length) };
}

/** For each score the share of the others that lie below it (equal ones half). */
function placements(scores: Scores, others: Scores): Float64Array {
  const sorted = Float64Array.from(others).sort();
  return Float64Array.from(
    scores,
    (score) => (lowerBound(sorted, score) + upperBound(sorted, score)) / 2 / sorted.length,
  );
}

/**
 * The share of positives above the threshold that a share `rate` of negatives exceeds. The standard error covers both: the
 * hits, and the threshold, which is itself a quantile of `negatives` (its slope on the hits is taken as `hits/rate`, the
 * likelihood ratio there, or 1 where that is less).
 */
export function hitRateAt(positives: Scores, negatives: Scores, rate: number): Estimated {
  const sorted = Float64Array.from(negatives).sort();
  const threshold = sorted[Math.max(0, Math.ceil(sorted.length * (1 - rate)) - 1)]!;
  let hits = 0;
  for (let index = 0; index < positives.length; index += 1) if (positives[index]! > threshold) hits += 1;
  const value = hits / positives.length;
  const ofHits = Math.max(value, rate) * (1 - value);
  const slope = Math.max(1, value / rate);
  return {
    value,
    se: Math.sqrt(ofHits / positives.length + (slope ** 2 * rate * (1 - rate)) / negatives.length),
  };
}

/** A share of trials; at 0 or 1 the standard error is that of half a hit more or less. */
export function proportion(hits: number, trials: number): Estimated {
  const value = hits / trials;
  const softened = (hits + 0.5) / (trials + 1);
  return { value, se: Math.sqrt((softened * (1 - softened)) / trials) };
}

export function meanOf(values: Scores): Estimated {
  const { mean, variance } = moments(values);
  return { value: mean, se: Math.sqrt(variance / values.length) };
}

export function moments(values: Scores): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) squares += (values[index]! - mean) ** 2;
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}

/** How many of a sorted array are below `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of a sorted array are `value` or below. */
function upperBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
