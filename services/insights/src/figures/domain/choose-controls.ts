import { measureChange, type Window, type ZoneDays } from './measure-change';

/** A zone that may stand for what would have happened without an action. */
export interface Control {
  /** Among the zones chosen from. */
  readonly index: number;
  /** Of all controls together 1. */
  readonly weight: number;
}

/** Chooses controls of one zone among others, by their numbers. */
export type ChooseControls = (zone: ZoneDays, candidates: readonly number[]) => Control[];

/** Controls of a zone at most; of fewer than twice as many candidates half of them. */
const MOST = 10;
/** Spread between zones that weights reckon with beside noise: two per cent. */
const SPREAD = 0.02;

/**
 * The zones that went along best with one zone before the action: least squared difference of their days, each day over
 * that zone's mean, over all days with a weight in the base. Nothing of the action's own days is looked at. Weights fall with a
 * zone's noise, of which its size before the action decides. A public rule without chance: equal ones in the given order.
 *
 * @param counted what is compared of these zones, where that is not what they are matched by (some of their visitors)
 */
export function prepareControls(
  zones: readonly ZoneDays[],
  { base }: Pick<Window, 'base'>,
  counted: readonly ZoneDays[] = zones,
): ChooseControls {
  const before = [...base.keys()].filter((day) => base[day]! > 0);
  const patterns = zones.map((zone) => toPattern(zone, before));
  const weights = counted.map((zone) => 1 / (SPREAD ** 2 + noiseBefore(zone, base)));
  return (zone, candidates) => {
    const own = toPattern(zone, before);
    const byFit = candidates
      .map((index) => ({ index, distance: measureDistance(own, patterns[index]!) }))
      .sort((one, other) => one.distance - other.distance || one.index - other.index);
    const chosen = byFit.slice(0, Math.min(MOST, Math.floor(candidates.length / 2)));
    const sum = chosen.reduce((total, { index }) => total + weights[index]!, 0);
    return chosen.map(({ index }) => ({ index, weight: weights[index]! / sum }));
  };
}

function toPattern({ values }: ZoneDays, before: readonly number[]): Float64Array {
  const pattern = Float64Array.from(before, (day) => values[day]!);
  const mean = pattern.reduce((sum, value) => sum + value, 0) / pattern.length;
  return pattern.map((value) => value / mean);
}

function measureDistance(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let day = 0; day < one.length; day += 1) sum += (one[day]! - other[day]!) ** 2;
  return sum;
}

/** Relative noise of a base and of a period as large. */
const noiseBefore = (zone: ZoneDays, base: readonly number[]): number =>
  measureChange(zone, { during: base, base })?.noise ?? Infinity;
