import { interval95 } from './interval';
import { addFactorErrors, addSampling, figuresOfSum, MomentSum, SAME_PEOPLE } from './roll-up';
import { tau, thresholdZ } from './threshold';

/** One noisy figure, or some of one zone and time: in the panel, and as it is answered (extrapolated, or the same). */
export interface Part {
  /** In the panel, unclipped. */
  readonly panel: number;
  /** Variance of the noise, in panel people². */
  readonly panelNoise: number;
  readonly value: number;
  readonly valueNoise: number;
  /** Variance from asking only a panel; 0 where the value speaks of the panel. */
  readonly sampling: number;
  /** How much of that comes back with the same people at other times; absent: {@link SAME_PEOPLE} of it. */
  readonly returning?: number;
  /** Whether the same people may be in other zones' figures of that time: of a day's visits, not of people by the hour. */
  readonly countsVisits?: boolean;
  /** Whether its factor is its zone's own, by strata; else all zones share one, and its error. */
  readonly hasOwnFactor?: boolean;
  /** People in the panel that own factors are calibrated to; absent or null where nothing says that all zones add up to them. */
  readonly panelMeasured?: number | null;
  /** What of factors' errors is left of all zones together at least (`addFactorErrors`). */
  readonly leftOfAll?: number;
  /** Standard deviation from the error of the factors, but for how people are mixed. */
  readonly factorError: number;
  /** Standard deviation from how the people of this moment are mixed; absent: 0. */
  readonly mixingError?: number;
  /** Parts of one release share the measured panel, and so the error of their factors. */
  readonly releaseId: string;
}

/** Figures of one hour or day that are added: over zones, ages or bins. */
export type Moment = readonly Part[];

export interface TotalRule {
  /** People it must stand for at least, before noise is allowed for: the most that one of its releases asks for. */
  readonly leastPeople: number;
  /** Figures of the table that the total is one of. */
  readonly figures: number;
  /** 1 for a sum; 1/n for the mean of n moments. */
  readonly scale: number;
  /** For a single figure the threshold that its release states, in panel people; else it follows from the noise. */
  readonly tau?: number | undefined;
}

/** People. */
export interface Total {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly variance: number;
  readonly published: boolean;
  /** What the value had to reach to be published, in its own unit; null where it was not. */
  readonly tau: number | null;
}

/**
 * Parts of several zones at one time and of one release as one (anonymisation.md, step 3.7): noise variances add, sampling errors as
 * {@link addSampling} says, errors of factors as {@link addFactorErrors} does; of one factor for all they add linearly.
 */
export function addZones(moment: Moment): Part {
  const [first] = moment;
  if (!first) throw new RangeError('there is a zone to add');
  if (moment.length === 1) return first;
  const add = (valueOf: (part: Part) => number) => moment.reduce((sum, part) => sum + valueOf(part), 0);
  const panel = add((part) => part.panel);
  const countsVisits = first.countsVisits ?? false;
  const panelShare = first.panelMeasured ? Math.max(0, panel) / first.panelMeasured : 0;
  const variances = moment.map(({ sampling }) => sampling);
  const { returning, fresh } = addSampling({ variances, countsVisits, panelShare });
  const addErrors = (errorOf: (part: Part) => number, areMixing: boolean) =>
    first.hasOwnFactor
      ? Math.sqrt(addFactorErrors({ errors: moment.map(errorOf), areMixing, panelShare, leftOfAll: first.leftOfAll }))
      : add(errorOf);
  return {
    ...{ panel, panelNoise: add((part) => part.panelNoise), releaseId: first.releaseId },
    ...{ value: add((part) => part.value), valueNoise: add((part) => part.valueNoise) },
    ...{ sampling: returning + fresh, returning },
    factorError: addErrors((part) => part.factorError, false),
    mixingError: addErrors((part) => part.mixingError ?? 0, true),
  };
}

/**
 * Adds noisy figures over zones and moments, decides publication on the noisy panel sum and gives the 95 % interval
 * (anonymisation.md, step 3.7). Every figure may have a factor of its own. Zones of one time are added first ({@link addZones}); moments
 * are partly the same people, mixed partly alike (`MomentSum`). Noise variances always add; the rest of the factors' error adds linearly, inside a
 * release and between releases: a month's releases share the measured strata, and what is not known of who is in a zone is not known on any of its days.
 */
export class RunningTotal {
  private value = 0;
  private panel = 0;
  private noise = 0;
  private panelNoise = 0;
  private factorError = 0;
  private moments = 0;
  private readonly sampling = new MomentSum();
  private readonly mixing = new MomentSum();

  addMoment(moment: Moment): void {
    if (moment.length > 0) this.addFigure(addZones(moment));
    else this.moments += 1;
  }

  /** A moment of one part. */
  addFigure(part: Part): void {
    const returning = part.returning ?? SAME_PEOPLE * part.sampling;
    this.sampling.addError({ returning, fresh: part.sampling - returning });
    this.moments += 1;
    this.value += part.value;
    this.panel += part.panel;
    this.noise += part.valueNoise;
    this.panelNoise += part.panelNoise;
    this.factorError += part.factorError;
    this.mixing.addMixing((part.mixingError ?? 0) ** 2);
  }

  estimate(rule: TotalRule): Total {
    const { value, panel, moments } = this;
    const variance =
      rule.scale ** 2 * (this.noise + this.sampling.variance + this.mixing.variance + this.factorError ** 2);
    const threshold = rule.tau ?? this.findTau(rule);
    const published = moments > 0 && rule.scale * panel >= threshold;
    // The threshold lies in panel people; with the mean factor of the sum it is one on the extrapolated value.
    const tauOfValue = published ? threshold * (value / panel) : null;
    const { low, high } = interval95(rule.scale * value, Math.sqrt(variance), tauOfValue);
    return { value: rule.scale * value, low, high, variance, published, tau: tauOfValue };
  }

  private findTau({ figures, leastPeople, scale }: TotalRule): number {
    return tau(leastPeople, thresholdZ(figuresOfSum(figures, this.moments)), scale * Math.sqrt(this.panelNoise));
  }
}

/** All moments at once (anonymisation.md, step 3.7). */
export function estimateTotal(moments: readonly Moment[], rule: TotalRule): Total {
  const sum = new RunningTotal();
  for (const moment of moments) sum.addMoment(moment);
  return sum.estimate(rule);
}
