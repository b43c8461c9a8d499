import { GraphQLError } from 'graphql';
import type { ServiceName } from '@passant/contracts';

const FEDERATION = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@tag"])\n';
const PARTNER = '@tag(name: "partner")';
const STAFF = '@tag(name: "staff")';

/** An error as a service sends it: its domain errors are fit for a client. */
export const entitlementMissing = () =>
  new GraphQLError('Your contract does not cover this product.', {
    extensions: { code: 'ENTITLEMENT_MISSING', category: 'forbidden' },
  });

/** The smallest schemas that show what the gateway does with four subgraphs. */
export const TEST_SCHEMAS: Readonly<Record<ServiceName, { sdl: string; resolvers: Record<string, unknown> }>> = {
  insights: {
    sdl: `${FEDERATION}
      type Query {
        zones: [Zone!]! ${PARTNER}
        page(first: Int = 10): [Zone!]! ${PARTNER}
        echo(text: String!): String ${PARTNER}
        outsideContract: String ${PARTNER}
        leaky: String ${PARTNER}
        deep: Nested ${PARTNER}
        contracts: [Contract!]! ${STAFF}
      }
      type Contract { id: ID! terms: String }
      type Nested { deep: Nested name: String }
      type Mutation { write(text: String!): String ${PARTNER} }
      type Zone @key(fields: "id") { id: ID! name: String! contracts: [Contract!] ${STAFF} }`,
    resolvers: {
      Query: {
        zones: () => [
          { id: 'Z-1', name: 'Mitte' },
          { id: 'Z-2', name: 'Süd' },
        ],
        page: () => [{ id: 'Z-1', name: 'Mitte' }],
        contracts: () => [{ id: 'C-1', terms: 'secret' }],
        echo: (_: unknown, { text }: { text: string }) => text,
        outsideContract: () => {
          throw entitlementMissing();
        },
        leaky: () => {
          throw new Error('connect ECONNREFUSED 10.1.2.3:5432 for user insights');
        },
      },
      Mutation: { write: (_: unknown, { text }: { text: string }) => text },
    },
  },
  ingestion: {
    sdl: `${FEDERATION}
      type Query { batches: [String!]! ${PARTNER} ${STAFF} }
      type Mutation { recount: String ${STAFF} }
      type Zone @key(fields: "id") { id: ID! cellCount: Int ${PARTNER} }`,
    resolvers: {
      Query: { batches: () => ['first'] },
      Mutation: { recount: () => 'counted' },
      Zone: { cellCount: () => 7 },
    },
  },
  anonymisation: {
    sdl: `${FEDERATION} type Query { ledger: String ${PARTNER} }`,
    resolvers: { Query: { ledger: () => 'balanced' } },
  },
  consent: {
    sdl: `${FEDERATION} type Query { measuredPanelSizes: [Int!] ${STAFF} }`,
    resolvers: { Query: { measuredPanelSizes: () => [1, 2] } },
  },
};
