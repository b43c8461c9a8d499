import { canExtrapolate, estimatePeriod, gather, type World } from './compose-series';
import { estimateShare, shareInterval } from './estimate-share';
import { visitorsMeasure } from './measures';
import type { Period } from './periods';
import { measureProfileShare } from './profile-share';
import { EVERYBODY, type Profile } from './profiles';
import type { Limited } from './selected-ratio';

/** The share of ages and genders among the visits to some zones together; null where one of the two is not published. */
export function measureTarget(profile: Profile, period: Period, given: Omit<World, 'extrapolated'>): Limited | null {
  const measures = [visitorsMeasure(profile), visitorsMeasure(EVERYBODY)] as const;
  const world = { ...given, extrapolated: canExtrapolate(measures, given.zones) };
  const [some, all] = measures.map((measure) => gather(measure, period, world));
  if (!some || !all) return null;
  const [part, whole] = [estimatePeriod(measures[0], period, some), estimatePeriod(measures[1], period, all)];
  const share = part.published && whole.published ? estimateShare(measureProfileShare(profile, period, world)) : null;
  return share && { value: share.share, ...shareInterval(share, { part, whole }) };
}
