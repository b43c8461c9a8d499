import type { Estimate, Status } from '../shared/kit/figure';
import type { Provenance } from '../shared/kit/method';
import type {
  AffinityQuery,
  CampaignQuery,
  ComparisonQuery,
  DwellQuery,
  FlowsQuery,
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
  /** Of a campaign: what it says. Of a plan of leaflets: how many go there. */
  readonly verdict: string | null;
  readonly leaflets: number | null;
}

export interface AnswerLines {
  readonly lines: readonly Line[];
  readonly unit: string;
  readonly provenance: readonly (Provenance & { readonly unit: string })[];
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
function shareAt({ shares, shareLows, shareHighs }: Shares, index: number): Estimate | null {
  const value = shares[index] ?? null;
  if (value === null) return null;
  return { status: 'PUBLISHED', value, low: shareLows[index] ?? null, high: shareHighs[index] ?? null };
}

const PLAIN = { what: null, whatId: null, share: null, kilometres: null, verdict: null, leaflets: null };
type ZoneOf = { readonly id: string; readonly name: string } | null;
const named = (zone: ZoneOf) => ({ zoneId: zone?.id ?? null, zone: zone?.name ?? '' });

type Parts<Query extends { readonly answer: unknown }> = NonNullable<Query['answer']>;

export const seriesLines = (parts: Parts<VisitorsQuery> | Parts<PresenceQuery>): Line[] =>
  parts.flatMap((part) =>
    part.starts.map((start, index) => ({ ...PLAIN, ...named(part.zone), start, figure: at(part, index) })),
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
        what: part.ages[index] ?? part.genders[index] ?? null,
      }))
      .sort((one, other) => (other.figure.value ?? -1) - (one.figure.value ?? -1)),
  );

export const zoneLines = (part: Parts<ComparisonQuery> | Parts<RankQuery>): Line[] =>
  part.zones.map((zone, index) => ({ ...PLAIN, ...named(zone), start: part.start, figure: at(part, index) }));

/** @param everybody what stands where nothing is told apart */
export const campaignLines = (part: Parts<CampaignQuery>, everybody: string): Line[] =>
  part.verdicts.map((verdict, index) => ({
    ...{ ...PLAIN, zoneId: null, start: part.start, figure: at(part, index), verdict },
    zone: [part.ages[index], part.genders[index]].filter(Boolean).join(', ') || everybody,
  }));

export const leafletLines = (part: Parts<LeafletsQuery>): Line[] =>
  part.homeZoneIds.map((zoneId, index) => ({
    ...{ ...PLAIN, zoneId, zone: part.homeZoneNames[index] ?? zoneId, start: null, figure: at(part, index) },
    ...{ share: shareAt(part, index), leaflets: part.served[index] ?? null },
  }));

export const flowLines = (part: Parts<FlowsQuery>): Line[] =>
  part.fromZoneIds.map((zoneId, index) => ({
    ...{ ...PLAIN, zoneId, zone: part.fromZoneNames[index] ?? zoneId, whatId: part.toZoneIds[index] ?? null },
    what: [part.toZoneNames[index], part.dayParts[index]].filter(Boolean).join(', '),
    start: part.starts[index] ?? null,
    figure: {
      ...{ status: 'PUBLISHED' as const, value: part.values[index] ?? null },
      ...{ low: part.lows[index] ?? null, high: part.highs[index] ?? null },
    },
  }));

/** The line with the largest published figure. */
export function findLargest(lines: readonly Line[]): Line | null {
  const published = lines.filter(({ figure }) => figure.status === 'PUBLISHED' && figure.value !== null);
  return published.reduce<Line | null>(
    (best, line) => (best === null || line.figure.value! > best.figure.value! ? line : best),
    null,
  );
}
