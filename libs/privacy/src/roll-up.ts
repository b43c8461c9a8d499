/**
 * How alike the sampling errors of one zone are in two hours, or on two days: the correlation that sums take between any two of them.
 *
 * Who is asked is drawn once, so an error comes back with the same people: the correlation of two days is the number of people in both over
 * the root of both numbers (sampling of a finite population on two occasions; Särndal, Swensson and Wretman 1992, chapter 9.9). In simulated cities it
 * is 0.35 to 0.43 for presence, visitors and origin, 0.24 for dwell and 0.05 for flows, and more where residents are most of a zone; half is
 * above all of these. Public, a parameter; chosen on simulated cities, never on released or real figures.
 */
export const SAME_PEOPLE = 0.5;

/** Sampling errors of moments (hours, days) that are added (Särndal, Swensson and Wretman 1992, chapter 9.9): each moment's variance is that of different people. */
export class SamplingSum {
  private deviations = 0;
  private variances = 0;

  /** `variance`: of one moment, in people² or any other unit squared; `weight`: how often the moment is taken. */
  add(variance: number, weight = 1): void {
    this.deviations += weight * Math.sqrt(variance);
    this.variances += weight ** 2 * variance;
  }

  /** `r·(Σ sd)² + (1 − r)·Σ sd²`, in the unit of the variances: of one moment its own; between that of different and that of the same people. */
  get variance(): number {
    return SAME_PEOPLE * this.deviations ** 2 + (1 - SAME_PEOPLE) * this.variances;
  }
}

/** A sum of moments is sold twice over: by week and by month (of hours: by day and by week). */
const GRAINS_OF_SUMS = 2;

/**
 * How many figures a figure of a table is one of, where it is the sum of so many moments: at most about one empty one of them is to get
 * through (`thresholdZ`). Sums are chosen among more figures than the table has (union bound, Bonferroni 1936); each moment by itself is one of the table's own.
 */
export const figuresOfSum = (figures: number, moments: number): number =>
  moments > 1 ? GRAINS_OF_SUMS * figures : figures;
