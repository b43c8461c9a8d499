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
import { estimateShare, shareInterval } from './estimate-share';
import { type Measure, presenceMeasure, visitorsMeasure } from './measures';
import { measureProfileShare } from './profile-share';
import type { Period, PeriodGrain } from './periods';
import { EVERYBODY, type Profile } from './profiles';
import type { ReleasedTable } from './released-tables';
import { type Limited, productInterval } from './selected-ratio';

/** What one must read for presence by age and gender. */
export const modelledMeasures = (grain: PeriodGrain, profile: Profile) =>
  [presenceMeasure(grain), visitorsMeasure(profile), visitorsMeasure(EVERYBODY)] as const;

/**
 * Presence of an age or gender: presence is not measured by them, so visitors' share of that zone and period is applied to
 * it (of the day for an hour). Published only where presence, those visitors and all visitors are (anonymisation.md, step
 * 3.4). Limits of the product from those of both, each seen only where it is published; the two tables have independent noise.
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
  // All hours of a day have the same visitors.
  const visitors = new Map<string, Visitors | null>();
  const figures = question.periods.map((period) => {
    const days = `${period.days[0]}+${period.days.length}`;
    if (!visitors.has(days))
      visitors.set(days, measureVisitors(measures, period, { profile: question.profile, world }));
    return makeFigure(measures[0], period, { world, visitors: visitors.get(days)! });
  });
  return { ...toColumns(figures), modelled: true, unit: question.toUnit(extrapolated), extrapolated };
}

interface Visitors {
  /** Null: one of the two counts is suppressed. */
  readonly share: Limited | null;
  readonly tables: readonly ReleasedTable[];
}

function measureVisitors(
  [, block, total]: ReturnType<typeof modelledMeasures>,
  period: Period,
  { profile, world }: { readonly profile: Profile; readonly world: World },
): Visitors | null {
  const [some, all] = [gather(block, period, world), gather(total, period, world)];
  if (!some || !all) return null;
  const [part, whole] = [estimatePeriod(block, period, some), estimatePeriod(total, period, all)];
  const isSeen = part.published && whole.published;
  const one = isSeen ? estimateShare(measureProfileShare(profile, period, world)) : null;
  const share = one && { value: one.share, ...shareInterval(one, { part, whole }) };
  return { share, tables: [...some.tables, ...all.tables] };
}

function makeFigure(
  presence: Measure,
  period: Period,
  { world, visitors }: { readonly world: World; readonly visitors: Visitors | null },
): Figure {
  const gathered = gather(presence, period, world);
  if (!gathered || !visitors) return NO_DATA;
  const people = estimatePeriod(presence, period, gathered);
  const tables = [...gathered.tables, ...visitors.tables];
  const { share } = visitors;
  if (!people.published || !share) return { status: 'SUPPRESSED', estimate: null, tables };
  const value = people.value * share.value;
  return { status: 'PUBLISHED', estimate: { value, ...productInterval(people, share) }, tables };
}
