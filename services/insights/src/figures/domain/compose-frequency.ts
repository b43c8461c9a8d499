import { FREQUENCY_BINS, type FrequencyBin } from '@passant/contracts';
import { canExtrapolate, composeSeries, estimatePeriod, gather, type Series, type World } from './compose-series';
import { estimateShare, shareInterval } from './estimate-share';
import { columnsMeasure } from './measures';
import type { Period } from './periods';

/** People on so many days of a month in a zone, and their share of all who were there on any. */
export interface FrequencySeries extends Series {
  readonly bin: FrequencyBin;
  readonly shares: readonly (number | null)[];
  readonly shareLows: readonly (number | null)[];
  readonly shareHighs: readonly (number | null)[];
}

const ALL = columnsMeasure('frequency', [...FREQUENCY_BINS.keys()]);

/** One series a bin. A share is published where the people in its bin and in all bins are. */
export function composeFrequency(
  question: { readonly periods: readonly Period[]; readonly toUnit: (extrapolated: boolean) => string },
  given: Omit<World, 'extrapolated'>,
): FrequencySeries[] {
  const world = { ...given, extrapolated: canExtrapolate([ALL], given.zones) };
  return FREQUENCY_BINS.map((bin, column) => {
    const shares = question.periods.map((period) => toShare(column, period, world));
    return {
      ...composeSeries(columnsMeasure('frequency', [column]), question, given),
      bin,
      shares: shares.map((share) => share?.value ?? null),
      shareLows: shares.map((share) => share?.low ?? null),
      shareHighs: shares.map((share) => share?.high ?? null),
    };
  });
}

function toShare(column: number, period: Period, world: World) {
  const measure = columnsMeasure('frequency', [column]);
  const [parts, wholes] = [gather(measure, period, world), gather(ALL, period, world)];
  if (!parts || !wholes) return null;
  const [some, all] = [estimatePeriod(measure, period, parts), estimatePeriod(ALL, period, wholes)];
  const pairs = parts.moments.map((moment, index) =>
    moment.map((part, zone) => ({
      ...{ part, whole: wholes.moments[index]![zone]!, covariance: part.valueNoise, sameFactor: true },
    })),
  );
  const share = some.published && all.published ? estimateShare(pairs) : null;
  return share && { value: share.share, ...shareInterval(share, { part: some, whole: all }) };
}
