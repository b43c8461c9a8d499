/** What one figure of one panel says, and what is true. People. */
export interface ScoredFigure {
  readonly truth: number;
  readonly value: number;
  readonly published: boolean;
  /** Limits before anything was suppressed: of the noise, the sample and the factor. */
  readonly plain: Limits;
  /** Limits as published: truncated near the threshold. Those of `plain` where nothing is published. */
  readonly limits: Limits;
  /** The same panel's exact count, extrapolated alike. */
  readonly unprotected: number;
  /** Whether at least 20 people of the panel are in it. */
  readonly atLeastTwenty: boolean;
}

export interface Limits {
  readonly low: number;
  readonly high: number;
}

export interface Errors {
  /** Over published figures: |value − truth| / truth; truths under one person count as one. */
  readonly medianRelativeError: number | null;
  readonly p90RelativeError: number | null;
  /** The same median with each figure counted as often as it has true visits: the error of the figure that a visit lies in. */
  readonly medianRelativeErrorOfVisits: number | null;
  /** Share of the true visits (people, trips) that lie in published figures. */
  readonly publishedShareOfVisits: number | null;
  readonly publishedFigures: number;
}

/** One product at one grain, of one panel. */
export interface Score extends Errors {
  readonly figures: number;
  /** Share of published figures whose interval holds the truth. */
  readonly coverage95: number | null;
  /** The same over all figures, before suppression. */
  readonly coverage95BeforeSuppression: number | null;
  /** (Σ value − Σ truth) / Σ truth over published figures, and over all. */
  readonly bias: number | null;
  readonly biasBeforeSuppression: number | null;
  /** The same panel without noise, published from 20 people on. */
  readonly k20: Errors;
  /** The same panel without any protection: what the sample alone costs. */
  readonly unprotected: Errors;
}

/** Adds up figures one by one; keeps one number a published figure. */
export class ScoreSheet {
  private figures = 0;
  private coveredPlain = 0;
  private coveredPublished = 0;
  private readonly sums = { truth: 0, value: 0, publishedTruth: 0, publishedValue: 0 };
  private readonly ours = new ErrorSheet();
  private readonly k20 = new ErrorSheet();
  private readonly unprotected = new ErrorSheet();

  add(figure: ScoredFigure): void {
    const { truth, value, published, plain, limits, unprotected, atLeastTwenty } = figure;
    this.figures += 1;
    this.sums.truth += truth;
    this.sums.value += value;
    if (holds(plain, truth)) this.coveredPlain += 1;
    if (published) {
      this.sums.publishedTruth += truth;
      this.sums.publishedValue += value;
      if (holds(limits, truth)) this.coveredPublished += 1;
      this.ours.add(value, truth);
    }
    if (atLeastTwenty) this.k20.add(unprotected, truth);
    this.unprotected.add(unprotected, truth);
  }

  toScore(): Score {
    const { truth, value, publishedTruth, publishedValue } = this.sums;
    const ours = this.ours.toErrors(truth);
    return {
      ...ours,
      figures: this.figures,
      coverage95: ratio(this.coveredPublished, ours.publishedFigures),
      coverage95BeforeSuppression: ratio(this.coveredPlain, this.figures),
      bias: ratio(publishedValue - publishedTruth, publishedTruth),
      biasBeforeSuppression: ratio(value - truth, truth),
      k20: this.k20.toErrors(truth),
      unprotected: this.unprotected.toErrors(truth),
    };
  }
}

class ErrorSheet {
  private readonly errors: number[] = [];
  private readonly weights: number[] = [];
  private truth = 0;

  add(value: number, truth: number): void {
    this.errors.push(Math.abs(value - truth) / Math.max(1, truth));
    this.weights.push(truth);
    this.truth += truth;
  }

  toErrors(allTruth: number): Errors {
    const sorted = Float64Array.from(this.errors).sort();
    return {
      medianRelativeError: quantile(sorted, 0.5),
      p90RelativeError: quantile(sorted, 0.9),
      medianRelativeErrorOfVisits: weightedMedian(this.errors, this.weights),
      publishedShareOfVisits: ratio(this.truth, allTruth),
      publishedFigures: sorted.length,
    };
  }
}

/** Of an ascending list, linear between neighbours; null of an empty one. */
export function quantile(sorted: Float64Array, share: number): number | null {
  if (sorted.length === 0) return null;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** The least value that at least half of all weight does not exceed; null without weight. */
export function weightedMedian(values: readonly number[], weights: readonly number[]): number | null {
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let sum = 0;
  for (const index of Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)) {
    sum += weights[index]!;
    if (half > 0 && sum >= half) return values[index]!;
  }
  return null;
}

/** The mean of what there is; null of nothing. */
export function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

const meanErrors = (all: readonly Errors[]): Errors => ({
  medianRelativeError: mean(all.map(({ medianRelativeError }) => medianRelativeError)),
  p90RelativeError: mean(all.map(({ p90RelativeError }) => p90RelativeError)),
  medianRelativeErrorOfVisits: mean(all.map((one) => one.medianRelativeErrorOfVisits)),
  publishedShareOfVisits: mean(all.map(({ publishedShareOfVisits }) => publishedShareOfVisits)),
  publishedFigures: Math.round(mean(all.map(({ publishedFigures }) => publishedFigures)) ?? 0),
});

/** The mean over panels, number by number. */
export function meanScore(scores: readonly Score[]): Score {
  return {
    ...meanErrors(scores),
    figures: Math.round(mean(scores.map(({ figures }) => figures)) ?? 0),
    coverage95: mean(scores.map(({ coverage95 }) => coverage95)),
    coverage95BeforeSuppression: mean(scores.map((score) => score.coverage95BeforeSuppression)),
    bias: mean(scores.map(({ bias }) => bias)),
    biasBeforeSuppression: mean(scores.map(({ biasBeforeSuppression }) => biasBeforeSuppression)),
    k20: meanErrors(scores.map(({ k20 }) => k20)),
    unprotected: meanErrors(scores.map(({ unprotected }) => unprotected)),
  };
}

const holds = ({ low, high }: Limits, truth: number): boolean => low <= truth && truth <= high;
const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
