import { normalUpperQuantile } from '@passant/privacy';
import type { Control } from './choose-controls';
import { measureChange, type Window, type ZoneDays } from './measure-change';
import { studentUpperQuantile } from './student';

/** Everything that is settled before the days of the action are looked at. */
export interface Design {
  readonly window: Window;
  /** Of the treated zones. */
  readonly controls: readonly Control[];
  /** The same for every zone that might be a control, as if it had been treated: by its number among the zones. */
  readonly placebos: ReadonlyMap<number, readonly Control[]>;
  /** Periods of the same length and weekdays before the action, each against the rest of the time before. */
  readonly earlier: readonly Window[];
}

export const VERDICTS = ['DETECTED_INCREASE', 'DETECTED_DECREASE', 'NOT_DETECTABLE'] as const;
export type Verdict = (typeof VERDICTS)[number];

interface Limited {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What an action did, as far as it can be told from what happens anyway. */
export interface Effect {
  /** Relative: 0 where nothing changed, 0.1 for a tenth more. */
  readonly change: Limited;
  /** In people: what was seen less what the controls let expect. */
  readonly people: Limited;
  readonly verdict: Verdict;
  /** Relative increase that would be detected in 80 of 100 cases. */
  readonly smallest: number;
  /** Of the zones without an action, and how many of them changed as much for their own uncertainty. */
  readonly placebos: { readonly zones: number; readonly asExtreme: number };
  /** Relative changes of the treated zones in earlier periods without an action. */
  readonly earlier: readonly number[];
}

const LEVEL = 0.05;
const POWER = 0.8;
/** Earlier periods say how much a zone swings from so many on. */
const LEAST_EARLIER = 3;

/**
 * Difference in differences on logarithms: the treated zones' change against the weighted mean change of their controls.
 * Its variance is that of the noise, which is known, and of all else (sampling, and that zones go their own ways), which
 * zones without an action show: each is estimated like a treated one, against controls of its own, and what their squares
 * exceed their noise by is what zones vary (placebo tests in space, Abadie, Diamond and Hainmueller 2010). Smaller zones
 * than those vary more, as their sampling does; and zones that swung more in earlier periods keep that (placebos in time).
 * Limits: Student's t, or the placebos' own quantile where it is wider and there are enough of them. `tests`: how many
 * verdicts are given at once; each is then given at 5 % over that number (Bonferroni), its limits stay those of 95 %.
 *
 * @returns null where figures are not positive or fewer than three placebos can be measured: nothing can be said
 */
export function estimateEffect(
  treated: ZoneDays,
  zones: readonly ZoneDays[],
  design: Design,
  tests = 1,
): Effect | null {
  const effect = compare(treated, zones, design);
  const placebos = [...design.placebos].flatMap(
    ([index, controls]) => compare(zones[index]!, zones, { window: design.window, controls }) ?? [],
  );
  if (!effect || placebos.length < 3) return null;
  const earlier = design.earlier.flatMap((window) => compare(treated, zones, { ...design, window }) ?? []);
  const meanSampling = mean(placebos.map(({ sampling }) => sampling));
  const ofZones = excessOf(placebos);
  const scale = ({ sampling }: Comparison) => (meanSampling > 0 ? Math.max(1, sampling / meanSampling) : 1);
  const ownSwing = earlier.length >= LEAST_EARLIER ? excessOf(earlier) : 0;
  const sd = Math.sqrt(effect.noise + Math.max(ofZones * scale(effect), ownSwing));
  const extremes = placebos.map((one) => Math.abs(one.log) / Math.sqrt(one.noise + ofZones * scale(one)));
  const reachAt = (level: number) => sd * criticalValue(extremes, level);
  const reach = reachAt(LEVEL);
  const strict = reachAt(LEVEL / tests);
  const toPeople = (log: number) => effect.during * (1 - Math.exp(-log));
  return {
    change: limited(Math.expm1, effect.log, reach),
    people: limited(toPeople, effect.log, reach),
    verdict: effect.log > strict ? 'DETECTED_INCREASE' : effect.log < -strict ? 'DETECTED_DECREASE' : 'NOT_DETECTABLE',
    smallest: Math.expm1(strict + sd * normalUpperQuantile(1 - POWER)),
    placebos: {
      zones: placebos.length,
      asExtreme: extremes.filter((extreme) => extreme >= Math.abs(effect.log) / sd).length,
    },
    earlier: earlier.map(({ log }) => Math.expm1(log)),
  };
}

interface Comparison {
  readonly log: number;
  readonly noise: number;
  readonly sampling: number;
  readonly during: number;
}

function compare(
  zone: ZoneDays,
  zones: readonly ZoneDays[],
  { window, controls }: Pick<Design, 'window' | 'controls'>,
): Comparison | null {
  const own = measureChange(zone, window);
  if (!own || controls.length === 0) return null;
  let [growth, noise, sampling] = [0, 0, 0];
  for (const { index, weight } of controls) {
    const control = measureChange(zones[index]!, window);
    if (!control) return null;
    growth += weight * Math.exp(control.log);
    noise += weight ** 2 * control.noise;
    sampling += weight ** 2 * control.sampling;
  }
  return {
    ...{ log: own.log - Math.log(growth), during: own.during },
    ...{ noise: own.noise + noise, sampling: own.sampling + sampling },
  };
}

/** What squares exceed their noise by, on average. */
const excessOf = (comparisons: readonly Comparison[]): number =>
  Math.max(0, mean(comparisons.map(({ log, noise }) => log ** 2 - noise)));

/** In standard deviations, two-sided. */
function criticalValue(extremes: readonly number[], level: number): number {
  const student = studentUpperQuantile(level / 2, extremes.length - 1);
  // The smallest that at most this share of the placebos and the zone itself exceeds.
  const place = Math.ceil((1 - level) * (extremes.length + 1));
  const own = [...extremes].sort((one, other) => one - other)[place - 1];
  return Math.max(student, own ?? 0);
}

const limited = (to: (log: number) => number, log: number, reach: number): Limited => ({
  ...{ value: to(log), low: to(log - reach), high: to(log + reach) },
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
