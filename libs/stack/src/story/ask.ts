import { addDays, AGE_BANDS, type Day, GENDERS } from '@passant/contracts';
import { type GatewayClient, type GraphqlAnswer, isUnavailable } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count } from '../launch/narrator';
import { StackProblem } from '../errors';
import type { Catchment, Flows, PartnerAnswer, ProfileSeries, Series } from './report';
import type { Credentials } from './sell';
import { waitFor } from '../wait';

export interface AskedZone {
  id: string;
  name: string;
  kind: string;
  residents: number | null;
  covered: boolean;
}

const SERIES =
  'zone { id name } starts values lows highs statuses modelled unit releaseIds methodVersion locationError { median p90 }';
const QUESTION = `query WhoIsWhere($zoneIds: [ID!]!, $day: String!, $from: String!, $to: String!) {
  presence(zoneIds: $zoneIds, from: $day, to: $day, grain: HOUR) { ${SERIES} }
  visitors(zoneIds: $zoneIds, from: $from, to: $to, grain: DAY) { ${SERIES} }
}`;
const ASKED_AGES = AGE_BANDS.filter((age) => age !== 'not-given');
const ASKED_GENDERS = GENDERS.filter((gender) => gender !== 'not-given');
const profileQuestion = (prefix: string, argument: string, names: readonly string[]): string =>
  names
    .map(
      (name, index) =>
        `${prefix}${index}: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY, ${argument}: ["${name}"]) { ...S }`,
    )
    .join('\n  ');
const DETAILS = `query WhoAndWhereFrom($zoneIds: [ID!]!, $zone: [ID!]!, $day: String!) {
  ${profileQuestion('age', 'ages', ASKED_AGES)}
  ${profileQuestion('gender', 'genders', ASKED_GENDERS)}
  origin(zoneIds: $zone, from: $day, to: $day, grain: DAY, first: 10) {
    zone { id name } start homeZoneNames distancesKm values lows highs statuses shares suppressed modelled unit releaseIds methodVersion
  }
  flows(from: $day, to: $day, grain: DAY, byDayPart: false, first: 10) {
    fromZoneNames toZoneNames values lows highs suppressed noData unit
  }
}
fragment S on Series { ${SERIES} }`;
/** Zones whose visitors are told by age and gender. */
const MOST_DETAILED = 6;
/** Zones asked for: their hours of one day must fit in one answer. */
const MOST_ZONES = 1_500;
/** Zones times days of the visitors asked for: less than insights answers at once. */
const MOST_ZONE_DAYS = 20_000;

/**
 * Asks as a partner would: which zones, how many people an hour of the first day, how many visitors a day; then of the most
 * visited zones who they are, where they come from, and which ways most people go.
 */
export function askAsPartner(
  { narrator }: LaunchContext,
  gateway: GatewayClient,
  { credentials, days }: { credentials: Credentials; days: readonly Day[] },
): Promise<{ zones: AskedZone[]; answer: GraphqlAnswer<PartnerAnswer> }> {
  return narrator.stage('answer', 'Asking as a partner', async () => {
    const started = performance.now();
    const { zones } = await gateway.ask<{ zones: AskedZone[] }>(
      credentials,
      'query Zones { zones { id name kind residents covered } }',
    );
    const asked = zones.slice(0, MOST_ZONES);
    const day = days[0]!;
    const mostDays = Math.max(1, Math.floor(MOST_ZONE_DAYS / asked.length));
    const newest = addDays(day, mostDays - 1);
    const last = days.at(-1)!;
    const first = await askOrRefuse<Pick<PartnerAnswer, 'presence' | 'visitors'>>(gateway, credentials, {
      query: QUESTION,
      variables: { zoneIds: asked.map(({ id }) => id), day, from: day, to: last < newest ? last : newest },
    });
    const details = await askDetails(gateway, credentials, { day, visited: findMostVisited(first.visitors) });
    const answer = { data: { ...first, ...details } };
    const figures = [...first.presence, ...first.visitors].reduce((sum, { starts }) => sum + starts.length, 0);
    const milliseconds = performance.now() - started;
    return { result: { zones, answer }, told: `${count(figures)} figures in ${milliseconds.toFixed(0)} ms` };
  });
}

async function askDetails(
  gateway: GatewayClient,
  credentials: Credentials,
  { day, visited }: { day: Day; visited: readonly string[] },
): Promise<Omit<PartnerAnswer, 'presence' | 'visitors'>> {
  const given = await askOrRefuse<Record<string, unknown>>(gateway, credentials, {
    query: DETAILS,
    variables: { day, zoneIds: visited, zone: visited.slice(0, 1) },
  });
  const profile = (prefix: string, names: readonly string[]): ProfileSeries[] =>
    names.map((of, index) => ({ of, series: given[`${prefix}${index}`] as Series[] }));
  return {
    visitorsByAge: profile('age', ASKED_AGES),
    visitorsByGender: profile('gender', ASKED_GENDERS),
    origin: given['origin'] as Catchment[],
    flows: given['flows'] as Flows,
  };
}

/** What could not be answered in time is asked again for a minute, as the answer says. */
async function askOrRefuse<T>(
  gateway: GatewayClient,
  credentials: Credentials,
  { query, variables }: { query: string; variables: Record<string, unknown> },
): Promise<T> {
  let last: GraphqlAnswer<T> = { data: null };
  const isAnswered = async () => {
    last = await gateway.askRaw<T>(credentials, query, variables);
    return last.errors?.[0] && isUnavailable(last.errors[0]) ? undefined : true;
  };
  await waitFor(isAnswered, { timeoutMs: 60_000, intervalMs: 1_000 });
  const { data, errors } = last;
  if (data && !errors?.length) return data;
  const error = errors?.[0];
  throw new StackProblem(
    `The partner's question was refused: ${error?.message ?? 'no data'} (${error?.extensions?.code ?? 'no code'}).`,
    'See the logs of insights and of the gateway.',
  );
}

/** Zones with most visitors on the first day; any zones where nothing is published. */
function findMostVisited(visitors: readonly Series[]): string[] {
  const sorted = [...visitors].sort((one, other) => (other.values[0] ?? -1) - (one.values[0] ?? -1));
  return sorted.slice(0, MOST_DETAILED).map(({ zone }) => zone.id);
}

/** Presence of all zones in all hours of a day, for comparing it with the truth. */
export async function askPresence(
  gateway: GatewayClient,
  credentials: Credentials,
  question: { zoneIds: string[]; day: Day },
): Promise<Series[]> {
  const query = `query Presence($zoneIds: [ID!]!, $day: String!) {
    presence(zoneIds: $zoneIds, from: $day, to: $day, grain: HOUR) { ${SERIES} }
  }`;
  return (await gateway.ask<{ presence: Series[] }>(credentials, query, question)).presence;
}
