import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import { type DocumentNode, Kind, OperationTypeNode, visit } from 'graphql';
import { serviceNameSchema, SERVICES, type ServiceName } from '@passant/contracts';
import type { Metrics } from '../observation/metrics';
import type { InternalTokens } from '../services/internal-tokens';
import type { ServiceConnections } from '../services/service-connections';
import type { GraphContext } from './graph-context';
import { introspectionRefused } from './graph-errors';
import { type CostBudgets, limitCost } from './limit-cost';
import { LIMITS, limitRules } from './limits';
import { maskError } from './mask-errors';
import { toPartnerSupergraph } from '../supergraph/partner-supergraph';
import { Subgraph } from './subgraph';
import { stringifyResult, WholeAnswers } from './whole-answers';

export interface GraphParts {
  readonly supergraphSdl: string;
  readonly development: boolean;
  readonly budgets: CostBudgets;
  readonly connections: ServiceConnections;
  readonly tokens: InternalTokens;
  readonly logger: FastifyBaseLogger;
  readonly metrics: Metrics;
}

/** The graph as callers of one kind see it. */
export type GraphServers = Readonly<Record<'partner' | 'staff', ApolloServer<GraphContext>>>;

/**
 * The graph over all subgraphs, started; it asks no subgraph before a caller does. Partners get a graph of their own: what is
 * for staff does not exist there, neither in errors nor by introspection. Both share breakers and connections.
 */
export async function startGraphServers(parts: GraphParts): Promise<GraphServers> {
  const subgraphs = createSubgraphs(parts);
  const partnerSdl = toPartnerSupergraph(parts.supergraphSdl);
  const staff = await startGraphServer(parts, subgraphs);
  return { staff, partner: await startGraphServer({ ...parts, supergraphSdl: partnerSdl }, subgraphs) };
}

type Subgraphs = ReadonlyMap<ServiceName, Subgraph>;

function createSubgraphs({ connections, tokens, logger, metrics }: GraphParts): Subgraphs {
  const create = (service: ServiceName) =>
    new Subgraph({
      service,
      pool: connections.to(service),
      tokens,
      observe: ({ outcome, seconds, requestId, reason }) => {
        metrics.countSubgraphCall(service, outcome, seconds);
        if (outcome !== 'answered' && outcome !== 'shared')
          logger.warn({ event: 'subgraph.failed', service, outcome, requestId, reason });
      },
    });
  return new Map(SERVICES.map((service) => [service, create(service)]));
}

async function startGraphServer(parts: GraphParts, subgraphs: Subgraphs): Promise<ApolloServer<GraphContext>> {
  const { logger, metrics, development, supergraphSdl, budgets } = parts;
  const quiet = logger.child({ part: 'graph' }, { level: 'warn' });
  const wholeAnswers = new WholeAnswers((name) => getSubgraph(subgraphs, name));
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: quiet,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: false },
    buildService: ({ name }) => getSubgraph(subgraphs, name),
    experimental_didResolveQueryPlan: wholeAnswers.learn,
  });
  const server = new ApolloServer<GraphContext>({
    gateway: wholeAnswers.wrap(gateway),
    stringifyResult,
    logger: quiet,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: limitRules,
    formatError: maskError,
    // Who may ask is known before parsing; `refuseIntrospection` decides per caller.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    // Callers authenticate by header; where a cookie counts, the route wants a header that another site cannot send.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    nodeEnv: development ? 'development' : 'production',
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      refuseIntrospection({ development }),
      limitCost(supergraphSdl, budgets),
      limitTime(),
      countErrors(metrics),
      { serverWillStart: async () => ({ serverWillStop: async () => subgraphs.forEach((one) => one.stop()) }) },
    ],
  });
  await server.start();
  return server;
}

function getSubgraph(subgraphs: Subgraphs, name: string): Subgraph {
  const subgraph = subgraphs.get(serviceNameSchema.parse(name));
  if (subgraph === undefined) throw new Error(`no subgraph ${name}`);
  return subgraph;
}

/** Outside development partners read the published schema, not the graph's. */
function refuseIntrospection({ development }: { development: boolean }): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: async ({ contextValue: { actor } }) => ({
      didResolveOperation: async ({ document }) => {
        if (!development && actor.kind === 'partner' && introspects(document)) throw introspectionRefused();
      },
    }),
  };
}

function limitTime(): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: async ({ contextValue: { startTime } }) => ({
      didResolveOperation: async ({ operation }) => {
        startTime(LIMITS[operation?.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query'].operationMs);
      },
    }),
  };
}

function countErrors(metrics: Metrics): ApolloServerPlugin<GraphContext> {
  const count = (code: unknown) => metrics.countGraphError(typeof code === 'string' ? code : 'none');
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind === 'single') body.singleResult.errors?.forEach(({ extensions }) => count(extensions?.['code']));
      },
    }),
  };
}

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return found;
}
