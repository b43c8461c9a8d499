import { interval95 } from './interval';
import { figuresOfSum, SamplingSum } from './roll-up';
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
  /** Standard deviation from the error of the factors. */
  readonly factorError: number;
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
 * Adds noisy figures over zones and moments, decides publication on the noisy panel sum and gives the 95 % interval
 * (anonymisation.md, step 3.7). Every figure may have a factor of its own. Sampling variances add within a moment, as of
 * different people: of those who stay in several zones of a day there are so few that sums over zones are covered (see
 * Accuracy in services/anonymisation). Moments are partly the same people (`SamplingSum`). Noise variances always add; the
 * error of factors adds linearly, inside a release and between releases: a month's releases share the measured strata, and
 * what is not known of who is in a zone is not known on any of its days.
 */
export class RunningTotal {
  private value = 0;
  private panel = 0;
  private noise = 0;
  private panelNoise = 0;
  private factorError = 0;
  private moments = 0;
  private readonly sampling = new SamplingSum();

  addMoment(moment: Moment): void {
    let sampling = 0;
    for (const part of moment) {
      this.addValue(part);
      sampling += part.sampling;
    }
    this.sampling.add(sampling);
    this.moments += 1;
  }

  /** A moment of one figure. */
  addFigure(part: Part): void {
    this.addValue(part);
    this.sampling.add(part.sampling);
    this.moments += 1;
  }

  private addValue(part: Part): void {
    this.value += part.value;
    this.panel += part.panel;
    this.noise += part.valueNoise;
    this.panelNoise += part.panelNoise;
    this.factorError += part.factorError;
  }

  estimate(rule: TotalRule): Total {
    const { value, panel, moments } = this;
    const variance = rule.scale ** 2 * (this.noise + this.sampling.variance + this.factorError ** 2);
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
