import { addDays, type Day } from '@passant/contracts';
import type { GatewayClient, GraphqlAnswer } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count } from '../launch/narrator';
import { StackProblem } from '../errors';
import type { PartnerAnswer, Series } from './report';
import type { Credentials } from './sell';

export interface AskedZone {
  id: string;
  name: string;
  kind: string;
  residents: number | null;
  covered: boolean;
}

const SERIES = 'zone { id name } starts values lows highs statuses modelled unit releaseIds methodVersion';
const QUESTION = `query WhoIsWhere($zoneIds: [ID!]!, $day: String!, $from: String!, $to: String!) {
  presence(zoneIds: $zoneIds, from: $day, to: $day, grain: HOUR) { ${SERIES} }
  visitors(zoneIds: $zoneIds, from: $from, to: $to, grain: DAY) { ${SERIES} }
}`;
/** Zones asked for: their hours of one day must fit in one answer. */
const MOST_ZONES = 1_500;
/** Zones times days of the visitors asked for: less than insights answers at once. */
const MOST_ZONE_DAYS = 20_000;

/** Asks as a partner would: which zones, how many people an hour of the first day, how many visitors a day. */
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
    const first = days[0]!;
    const mostDays = Math.max(1, Math.floor(MOST_ZONE_DAYS / asked.length));
    const newest = addDays(first, mostDays - 1);
    const last = days.at(-1)!;
    const answer = await gateway.askRaw<PartnerAnswer>(credentials, QUESTION, {
      zoneIds: asked.map(({ id }) => id),
      day: first,
      from: first,
      to: last < newest ? last : newest,
    });
    if (answer.errors?.length || !answer.data) {
      const error = answer.errors?.[0];
      throw new StackProblem(
        `The partner's question was refused: ${error?.message ?? 'no data'} (${error?.extensions?.code ?? 'no code'}).`,
        'See the logs of insights and of the gateway.',
      );
    }
    const figures = [...answer.data.presence, ...answer.data.visitors].reduce(
      (sum, { starts }) => sum + starts.length,
      0,
    );
    const milliseconds = performance.now() - started;
    return { result: { zones, answer }, told: `${count(figures)} figures in ${milliseconds.toFixed(0)} ms` };
  });
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
