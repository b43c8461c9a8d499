import { MomentSum } from '@passant/privacy';

/** Daily figures of one zone (or of several, added): people and people², one entry a day. */
export interface ZoneDays {
  readonly values: readonly number[];
  /** Variance of the noise. */
  readonly noise: readonly number[];
  /** Variance from asking only a panel. */
  readonly sampling: readonly number[];
}

/** Weights of the days: of the period that is looked at, and of the days before that stand for as many of its weekdays. */
export interface Window {
  readonly during: readonly number[];
  readonly base: readonly number[];
}

/** What a period is over its base. */
export interface Change {
  readonly during: number;
  readonly base: number;
  /** Natural logarithm of the quotient. */
  readonly log: number;
  /** Its variance from noise, and from sampling (partly the same people on all days of a period, others in its base). */
  readonly noise: number;
  readonly sampling: number;
}

/** Null where a quotient cannot be: one of the two is not positive. */
export function measureChange({ values, noise, sampling }: ZoneDays, window: Window): Change | null {
  let [during, base, noiseDuring, noiseBase] = [0, 0, 0, 0];
  const [samplingDuring, samplingBase] = [new MomentSum(), new MomentSum()];
  // Some hundred thousand times an answer: without an array a day.
  for (let index = 0; index < values.length; index += 1) {
    const inside = window.during[index]!;
    const outside = window.base[index]!;
    if (inside === 0 && outside === 0) continue;
    const value = values[index]!;
    during += inside * value;
    base += outside * value;
    noiseDuring += inside ** 2 * noise[index]!;
    noiseBase += outside ** 2 * noise[index]!;
    samplingDuring.add(sampling[index]!, inside);
    samplingBase.add(sampling[index]!, outside);
  }
  if (!(during > 0) || !(base > 0)) return null;
  return {
    ...{ during, base, log: Math.log(during / base) },
    noise: noiseDuring / during ** 2 + noiseBase / base ** 2,
    sampling: samplingDuring.variance / during ** 2 + samplingBase.variance / base ** 2,
  };
}
