import {
  canExtrapolate,
  estimatePeriod,
  type Figure,
  gather,
  NO_DATA,
  type Series,
  toColumns,
  type World,
} from './compose-series';
import { estimateShare, positiveInterval } from './estimate-share';
import { presenceMeasure, visitorsMeasure } from './measures';
import { measureProfileShare } from './profile-share';
import type { Period, PeriodGrain } from './periods';
import { EVERYBODY, type Profile } from './profiles';

/** What one must read for presence by age and gender. */
export const modelledMeasures = (grain: PeriodGrain, profile: Profile) =>
  [presenceMeasure(grain), visitorsMeasure(profile), visitorsMeasure(EVERYBODY)] as const;

/**
 * Presence of an age or gender: presence is not measured by them, so visitors' share of that zone and period is applied to
 * it (of the day for an hour). Published only where presence, those visitors and all visitors are (anonymisation.md, step
 * 3.4). Variance of the product by the delta method; the two tables have independent noise.
 */
export function composeModelled(
  question: {
    readonly grain: PeriodGrain;
    readonly profile: Profile;
    readonly periods: readonly Period[];
    readonly toUnit: (extrapolated: boolean) => string;
  },
  given: Omit<World, 'extrapolated'>,
): Series {
  const measures = modelledMeasures(question.grain, question.profile);
  const extrapolated = canExtrapolate(measures, given.zones);
  const world = { ...given, extrapolated };
  const figures = question.periods.map((period) => makeFigure(question, period, world));
  return { ...toColumns(figures), modelled: true, unit: question.toUnit(extrapolated), extrapolated };
}

function makeFigure(
  { grain, profile }: { readonly grain: PeriodGrain; readonly profile: Profile },
  period: Period,
  world: World,
): Figure {
  const [presence, block, total] = modelledMeasures(grain, profile);
  const parts = [presence, block, total].map((measure) => ({ measure, gathered: gather(measure, period, world) }));
  const [ofPresence, ofBlock, ofTotal] = parts.map(({ measure, gathered }) =>
    gathered ? estimatePeriod(measure, period, gathered) : null,
  );
  if (!ofPresence || !ofBlock || !ofTotal) return NO_DATA;
  const tables = parts.flatMap(({ gathered }) => gathered!.tables);
  const share = estimateShare(measureProfileShare(profile, period, world));
  const published = [ofPresence, ofBlock, ofTotal].every((one) => one.published);
  if (!published || !share) return { status: 'SUPPRESSED', estimate: null, tables };
  const value = ofPresence.value * share.share;
  const variance = share.share ** 2 * ofPresence.variance + ofPresence.value ** 2 * share.variance;
  return { status: 'PUBLISHED', estimate: { value, ...positiveInterval(value, variance) }, tables };
}
