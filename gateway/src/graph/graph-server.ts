import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import { type DocumentNode, Kind, OperationTypeNode, visit } from 'graphql';
import { serviceNameSchema } from '@passant/contracts';
import type { Metrics } from '../observation/metrics';
import type { InternalTokens } from '../services/internal-tokens';
import type { ServiceConnections } from '../services/service-connections';
import type { GraphContext } from './graph-context';
import { introspectionRefused } from './graph-errors';
import { LIMITS, limitRules } from './limits';
import { maskError } from './mask-errors';
import { Subgraph } from './subgraph';

export interface GraphParts {
  readonly supergraphSdl: string;
  readonly development: boolean;
  readonly connections: ServiceConnections;
  readonly tokens: InternalTokens;
  readonly logger: FastifyBaseLogger;
  readonly metrics: Metrics;
}

/** The graph over all subgraphs, started; it asks no subgraph before a caller does. */
export async function startGraphServer(parts: GraphParts): Promise<ApolloServer<GraphContext>> {
  const { connections, tokens, logger, metrics, development } = parts;
  const subgraphs: Subgraph[] = [];
  const quiet = logger.child({ part: 'graph' }, { level: 'warn' });
  const gateway = new ApolloGateway({
    supergraphSdl: parts.supergraphSdl,
    logger: quiet,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: false },
    buildService: ({ name }) => {
      const service = serviceNameSchema.parse(name);
      const subgraph = new Subgraph({
        service,
        pool: connections.to(service),
        tokens,
        observe: ({ outcome, seconds, requestId, reason }) => {
          metrics.countSubgraphCall(service, outcome, seconds);
          if (outcome !== 'answered') logger.warn({ event: 'subgraph.failed', service, outcome, requestId, reason });
        },
      });
      subgraphs.push(subgraph);
      return subgraph;
    },
  });
  const server = new ApolloServer<GraphContext>({
    gateway,
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
      limitTime(),
      countErrors(metrics),
      { serverWillStart: async () => ({ serverWillStop: async () => subgraphs.forEach((one) => one.stop()) }) },
    ],
  });
  await server.start();
  return server;
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
