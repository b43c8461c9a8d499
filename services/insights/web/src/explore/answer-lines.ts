import type { Estimate, Status } from '../shared/kit/figure';
import type { Provenance } from '../shared/kit/method';
import type {
  AffinityQuery,
  CampaignQuery,
  ComparisonQuery,
  DwellQuery,
  FlowsQuery,
  ForecastQuery,
  FrequencyQuery,
  LeafletsQuery,
  OriginQuery,
  PresenceQuery,
  RankQuery,
  VisitorsQuery,
} from './generated/graph';

/** One figure of an answer, of whatever product. */
export interface Line {
  readonly zoneId: string | null;
  readonly zone: string;
  /** Age band, length of stay, home area, where a trip goes; null: nothing is told apart. */
  readonly what: string | null;
  /** Of the other zone, where there is one: the home area, or where a trip goes. */
  readonly whatId: string | null;
  readonly start: string | null;
  readonly figure: Estimate;
  readonly share: Estimate | null;
  readonly kilometres: number | null;
  readonly effect: Effect | null;
  readonly drop: Drop | null;
}

/** What a campaign did to a kind of visitors, beside the change in per cent. */
export interface Effect {
  readonly verdict: string;
  readonly extra: Estimate;
  readonly smallestDetectable: number | null;
  readonly placeboZones: number | null;
  readonly placebosAsExtreme: number | null;
}

/** Of a plan of leaflets: how much of the home area is served, and leaflets down to it. */
export interface Drop {
  readonly served: number;
  readonly leaflets: number | null;
}

export interface AnswerLines {
  readonly lines: readonly Line[];
  readonly unit: string;
  readonly provenance: readonly (Provenance & { readonly unit: string })[];
  /** As the graph has it: pictures of single products read more of it. */
  readonly answer: unknown;
}

interface Columns {
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
  readonly statuses: readonly Status[];
}
interface Shares {
  readonly shares: readonly (number | null)[];
  readonly shareLows: readonly (number | null)[];
  readonly shareHighs: readonly (number | null)[];
}

const at = ({ values, lows, highs, statuses }: Columns, index: number): Estimate => ({
  ...{ status: statuses[index] ?? 'NO_DATA', value: values[index] ?? null },
  ...{ low: lows[index] ?? null, high: highs[index] ?? null },
});
const published = (value: number | null, low: number | null, high: number | null): Estimate => ({
  ...{ status: value === null ? ('SUPPRESSED' as const) : ('PUBLISHED' as const), value, low, high },
});
function shareAt({ shares, shareLows, shareHighs }: Shares, index: number): Estimate | null {
  const value = shares[index] ?? null;
  return value === null ? null : published(value, shareLows[index] ?? null, shareHighs[index] ?? null);
}

const PLAIN = { what: null, whatId: null, share: null, kilometres: null, effect: null, drop: null };
type ZoneOf = { readonly id: string; readonly name: string } | null;
const named = (zone: ZoneOf) => ({ zoneId: zone?.id ?? null, zone: zone?.name ?? '' });

type Parts<Query extends { readonly answer: unknown }> = NonNullable<Query['answer']>;

export const seriesLines = (parts: Parts<VisitorsQuery> | Parts<PresenceQuery>): Line[] =>
  parts.flatMap((part) =>
    part.starts.map((start, index) => ({ ...PLAIN, ...named(part.zone), start, figure: at(part, index) })),
  );

export const forecastLines = (parts: Parts<ForecastQuery>): Line[] =>
  parts.flatMap((part) =>
    part.days.map((start, index) => ({ ...PLAIN, ...named(part.zone), start, figure: at(part, index) })),
  );

export const binLines = (parts: Parts<DwellQuery> | Parts<FrequencyQuery>): Line[] =>
  parts.flatMap((part) =>
    part.starts.map((start, index) => ({
      ...{ ...PLAIN, ...named(part.zone), what: part.bin, start, figure: at(part, index) },
      share: 'shares' in part ? shareAt(part, index) : null,
    })),
  );

export const originLines = (parts: Parts<OriginQuery>): Line[] =>
  parts.flatMap((part) =>
    part.homeZoneIds.map((whatId, index) => ({
      ...{ ...PLAIN, ...named(part.zone), whatId, what: part.homeZoneNames[index] ?? whatId, start: part.start },
      ...{ figure: at(part, index), share: shareAt(part, index), kilometres: part.distancesKm[index] ?? null },
    })),
  );

/** Best liked first; what is not published last. */
export const affinityLines = (parts: Parts<AffinityQuery>): Line[] =>
  parts.flatMap((part) =>
    part.statuses
      .map((_, index) => ({
        ...{ ...PLAIN, ...named(part.zone), start: part.start, figure: at(part, index) },
        what: [part.ages[index], part.genders[index]].filter(Boolean).join(', '),
      }))
      .sort((one, other) => (other.figure.value ?? -1) - (one.figure.value ?? -1)),
  );

export const zoneLines = (part: Parts<ComparisonQuery> | Parts<RankQuery>): Line[] =>
  part.zones.map((zone, index) => ({ ...PLAIN, ...named(zone), start: part.start, figure: at(part, index) }));

/** Everybody first. @param everybody what stands where nothing is told apart */
export const campaignLines = (part: Parts<CampaignQuery>, everybody: string): Line[] =>
  part.verdicts.map((verdict, index) => ({
    ...{ ...PLAIN, zoneId: null, start: part.start, figure: at(part, index) },
    zone: [part.ages[index], part.genders[index]].filter(Boolean).join(', ') || everybody,
    effect: {
      verdict,
      extra: published(part.extraVisits[index] ?? null, part.extraLows[index] ?? null, part.extraHighs[index] ?? null),
      smallestDetectable: part.smallestDetectable[index] ?? null,
      placeboZones: part.placeboZones[index] ?? null,
      placebosAsExtreme: part.placebosAsExtreme[index] ?? null,
    },
  }));

/** In the order in which they are served. */
export const leafletLines = (part: Parts<LeafletsQuery>): Line[] =>
  part.homeZoneIds.map((zoneId, index) => ({
    ...{ ...PLAIN, zoneId, zone: part.homeZoneNames[index] ?? zoneId, start: null, figure: at(part, index) },
    ...{ share: shareAt(part, index) },
    drop: { served: part.served[index] ?? 0, leaflets: part.leafletsOf[index] ?? null },
  }));

export const flowLines = (part: Parts<FlowsQuery>): Line[] =>
  part.fromZoneIds.map((zoneId, index) => ({
    ...{ ...PLAIN, zoneId, zone: part.fromZoneNames[index] ?? zoneId, whatId: part.toZoneIds[index] ?? null },
    what: [part.toZoneNames[index], part.dayParts[index]].filter(Boolean).join(', '),
    start: part.starts[index] ?? null,
    figure: published(part.values[index] ?? null, part.lows[index] ?? null, part.highs[index] ?? null),
  }));

export const isPublished = ({ figure }: Line): boolean => figure.status === 'PUBLISHED' && figure.value !== null;

/** The line with the largest published figure. */
export function findLargest(lines: readonly Line[]): Line | null {
  return lines
    .filter(isPublished)
    .reduce<Line | null>(
      (best, line) => (best === null || line.figure.value! > best.figure.value! ? line : best),
      null,
    );
}

/** Largest first, what is not published last. */
export const rankLines = (lines: readonly Line[]): Line[] =>
  [...lines].sort((one, other) => (other.figure.value ?? -Infinity) - (one.figure.value ?? -Infinity));

/** A mean over the days on which one and the same thing is published. */
export interface Mean {
  readonly line: Line;
  readonly figure: Estimate;
  readonly days: number;
}

/**
 * Means of equal things over time, largest first. Their limits are the means of the limits: as wide as if all errors went the
 * same way (which those of extrapolation do, and those of noise do not), so never too narrow.
 */
export function meanLines(lines: readonly Line[]): Mean[] {
  const same = new Map<string, Line[]>();
  for (const line of lines.filter(isPublished)) {
    const key = JSON.stringify([line.zoneId, line.zone, line.whatId, line.what]);
    const known = same.get(key);
    if (known) known.push(line);
    else same.set(key, [line]);
  }
  const mean = (values: readonly (number | null)[]) =>
    values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
  return [...same.values()]
    .map((of) => {
      const [value, low, high] = (['value', 'low', 'high'] as const).map((end) =>
        mean(of.map(({ figure }) => figure[end])),
      );
      return { line: of[0]!, days: of.length, figure: published(value!, low!, high!) };
    })
    .sort((one, other) => other.figure.value! - one.figure.value!);
}
