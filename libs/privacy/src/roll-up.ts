/**
 * How alike the sampling errors of one zone are in two hours, or on two days: the correlation that sums take between any two of them.
 *
 * Who is asked is drawn once, so an error comes back with the same people: the correlation of two days is the number of people in both over
 * the root of both numbers (sampling of a finite population on two occasions; Särndal, Swensson and Wretman 1992, chapter 9.9). In simulated cities it
 * is 0.35 to 0.43 for presence, visitors and origin, 0.24 for dwell and 0.05 for flows, of single zones 0.05 to 0.8, the more the more
 * of their people live there; 0.43 is the most of all zones'. Public, a parameter; chosen on simulated cities, never on released or real figures.
 */
export const SAME_PEOPLE = 0.43;

/**
 * How alike the sampling errors of visits to two zones are, on one day or on two: who is in both. In simulated cities 0.03 (all of 52 zones) to 0.05
 * (five neighbours); at most so many other zones of a sum, on average, hold a visitor of one of them, however many there are. Public, parameters.
 */
const SAME_VISITORS = 0.05;
const MOST_OTHER_VISITS = 1.5;

/** Of the sampling errors of figures that are added, all as variances: what comes back with the same people at other times, and what does not. */
export interface SamplingError {
  readonly returning: number;
  readonly fresh: number;
}

export interface AddedFigures {
  /** Sampling variance of each as that of different people, of zones at one time. */
  readonly variances: readonly number[];
  /** Whether a person may be in several of them: visits to zones of one day. */
  readonly countsVisits: boolean;
  /** Their people over the panel that their factors are calibrated to; 0 where they are not. */
  readonly panelShare: number;
}

/**
 * The sampling error of several zones together. Visits of one person to several of them add up (cluster sampling, the people being the clusters);
 * what all people do alike, the factor has made good already: of the whole city only the differences between people are left
 * (calibration; Särndal, Swensson and Wretman 1992, chapters 4.2 and 7.10).
 */
export function addSampling({ variances, countsVisits, panelShare }: AddedFigures): SamplingError {
  const sum = variances.reduce((total, one) => total + one, 0);
  const others = countsVisits ? Math.min(SAME_VISITORS * (variances.length - 1), MOST_OTHER_VISITS) : 0;
  return { returning: Math.max(0, SAME_PEOPLE + others - panelShare) * sum, fresh: (1 - SAME_PEOPLE) * sum };
}

/**
 * How alike the errors of factors of zones are that are added: neighbours are visited from the same districts, so that what is not known of
 * those is wrong in both; others are wrong by themselves. Public, a parameter: in simulated cities 0.1 to 0.8 among five neighbours, most where consent
 * differs by region.
 */
const SAME_STRATA = 0.7;
/**
 * How alike errors are that come from how a figure's people are mixed, of two neighbours and of one zone at two times: some of those who stay the night are gone
 * by day. Public, a parameter: chosen on simulated cities.
 */
const SAME_MIXING = 0.5;
/** What is left of factors' errors in the whole city: the noise of strata. Public, a parameter. */
const LEFT_OF_ALL = 0.015;
/** The same of hours that were weighted by visits (releases before method 6): of the whole city they are up to 1 % off. */
export const LEFT_OF_HOURS_BY_VISITS = 0.2;

export interface AddedFactors {
  /** Standard deviations from the error of each zone's factor. */
  readonly errors: readonly number[];
  /** Whether that is how people are mixed, or all else. */
  readonly areMixing: boolean;
  /** As in {@link AddedFigures}. */
  readonly panelShare: number;
  /** What is left of it in the whole city at least; absent: the noise of strata. */
  readonly leftOfAll?: number | undefined;
}

/**
 * Variance from the errors of factors of several zones together. Factors are calibrated to the panel, so that what one zone
 * has too much of, the others have too little: of all zones together little of it is left (calibration;
 * Särndal, Swensson and Wretman 1992, chapter 7.10).
 */
export function addFactorErrors({ errors, areMixing, panelShare, leftOfAll = LEFT_OF_ALL }: AddedFactors): number {
  const alike = errors.reduce((sum, one) => sum + one, 0) ** 2;
  const apart = errors.reduce((sum, one) => sum + one ** 2, 0);
  const left = Math.max((1 - Math.min(1, panelShare)) ** 2, leftOfAll);
  const same = areMixing ? SAME_MIXING : SAME_STRATA;
  return left * (same * alike + (1 - same) * apart);
}

/** Errors of moments (hours, days) that are added and come back in part: of sampling (Särndal, Swensson and Wretman 1992, chapter 9.9), or of how people are mixed. */
export class MomentSum {
  private deviations = 0;
  private variances = 0;

  /** Sampling. `variance`: of one moment of different people, in people² or any other unit squared; `weight`: how often the moment is taken. */
  add(variance: number, weight = 1): void {
    this.addError({ returning: SAME_PEOPLE * variance, fresh: (1 - SAME_PEOPLE) * variance }, weight);
  }

  addMixing(variance: number): void {
    this.addError({ returning: SAME_MIXING * variance, fresh: (1 - SAME_MIXING) * variance });
  }

  addError({ returning, fresh }: SamplingError, weight = 1): void {
    this.deviations += weight * Math.sqrt(returning);
    this.variances += weight ** 2 * fresh;
  }

  /** `r·(Σ sd)² + (1 − r)·Σ sd²`, in the unit of the variances: of one moment its own; between that of different and that of the same people. */
  get variance(): number {
    return this.deviations ** 2 + this.variances;
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
