import type { Market, Purpose } from '@passant/contracts';
import { activate } from '../../../libs/stack/src/story/activate';
import type { GatewayClient, GraphqlAnswer } from '../../../libs/stack/src/gateway/gateway-client';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Terms {
  readonly products: readonly string[];
  readonly purpose?: Purpose;
  readonly zoneIds?: readonly string[];
  readonly finestGrain?: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';
}

export interface Series {
  readonly zone: { id: string };
  readonly starts: string[];
  readonly values: (number | null)[];
  readonly lows: (number | null)[];
  readonly highs: (number | null)[];
  readonly statuses: string[];
  readonly unit: string;
  readonly releaseIds: string[];
}

const admin = { staff: 'ada-admin' } as const;
const SERIES = 'zone { id } starts values lows highs statuses unit releaseIds';

/** A client with an active contract on these terms: two people sign. */
export async function sellTo(gateway: GatewayClient, market: Market, terms: Terms): Promise<Credentials> {
  const { createClient } = await gateway.ask<{ createClient: { id: string } }>(
    admin,
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { id } }',
    {
      input:
        terms.purpose === 'public-planning'
          ? { name: 'Stadtplanungsamt', kindOfBuyer: 'public-planning' }
          : { name: 'Kaufhaus am Markt', kindOfBuyer: 'retail' },
    },
  );
  const draft = 'mutation ($input: DraftContractInput!) { draftContract(input: $input) { id } }';
  const { draftContract } = await gateway.ask<{ draftContract: { id: string } }>(admin, draft, {
    input: {
      clientId: createClient.id,
      market: market.id,
      purpose: 'place-statistics',
      allZones: terms.zoneIds === undefined,
      finestGrain: 'HOUR',
      from: market.firstDay,
      ...terms,
    },
  });
  await activate(gateway, draftContract.id);
  const issue = 'mutation ($id: ID!) { issueCredentials(clientId: $id) { clientId clientSecret } }';
  const { issueCredentials } = await gateway.ask<{ issueCredentials: Credentials }>(admin, issue, {
    id: createClient.id,
  });
  return issueCredentials;
}

/** The answer's data; a partner's question that is refused fails the test with the reason. */
export async function askAs<Data>(
  gateway: GatewayClient,
  credentials: Credentials,
  { query, ...variables }: { query: string } & Record<string, unknown>,
): Promise<Data> {
  const { data, errors } = await gateway.askRaw<Data>(credentials, query, variables);
  if (errors || data === null) throw new Error(`the question was refused: ${JSON.stringify(errors)}`);
  return data;
}

export interface Question {
  readonly zoneIds: readonly string[];
  readonly day: string;
}

/** Mean people an hour of a day, as a partner asks. */
export const askPresence = (
  gateway: GatewayClient,
  credentials: Credentials,
  question: Question,
): Promise<GraphqlAnswer<{ presence: Series[] }>> =>
  gateway.askRaw(
    credentials,
    `query ($zoneIds: [ID!]!, $day: String!) { presence(zoneIds: $zoneIds, from: $day, to: $day, grain: HOUR) { ${SERIES} } }`,
    { ...question },
  );

/** Visitors of a day. */
export const askVisitors = (
  gateway: GatewayClient,
  credentials: Credentials,
  question: Question,
): Promise<GraphqlAnswer<{ visitors: Series[] }>> =>
  gateway.askRaw(
    credentials,
    `query ($zoneIds: [ID!]!, $day: String!) { visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY) { ${SERIES} } }`,
    { ...question },
  );
