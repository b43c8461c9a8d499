import { gather, type World } from './compose-series';
import type { ShareOf } from './estimate-share';
import { visitorsMeasure } from './measures';
import type { Period } from './periods';
import { blockCovariance, EVERYBODY, isEverybody, type Profile, toBlock } from './profiles';

/**
 * Visitors of a profile and all visitors, for their share: by moment (day), then zone. Empty where one of them has no data.
 */
export function measureProfileShare(profile: Profile, period: Period, world: World): ShareOf[][] {
  const parts = gather(visitorsMeasure(profile), period, world);
  const wholes = gather(visitorsMeasure(EVERYBODY), period, world);
  if (!parts || !wholes) return [];
  const block = toBlock(profile);
  return parts.moments.map((moment, day) => {
    const ofDay = world.tables.byPeriod.get(parts.tables[day]!.period)!;
    const { unitsPerPerson } = parts.tables[day]!;
    return moment.map((part, zone) => {
      const whole = wholes.moments[day]![zone]!;
      // Factors differ from figure to figure by little: the mean factor of each stands for them.
      const meanFactor = (one: typeof part) => (world.extrapolated && one.panel > 0 ? one.value / one.panel : 1);
      const panel =
        blockCovariance(
          ofDay,
          block,
          block.columns.map(() => 1),
        ) /
        unitsPerPerson ** 2;
      const covariance = meanFactor(part) * meanFactor(whole) * panel;
      return { part, whole, covariance, sameFactor: isEverybody(profile) || !world.extrapolated };
    });
  });
}
