import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { ServiceName } from '@passant/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { toClientError } from '../errors/error-filter';
import { FEDERATION, listObjectTypes } from './federation';

/** Errors of the request itself: the caller's own words, safe to give back. */
const REQUEST_ERRORS = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
];

/** One subgraph: federation 2, code first, no introspection, no landing page, guards on every field resolver. */
export const graphqlModule = (_service: ServiceName): DynamicModule =>
  GraphQLModule.forRoot<ApolloFederationDriverConfig>({
    driver: ApolloFederationDriver,
    path: '/graphql',
    autoSchemaFile: { federation: FEDERATION },
    buildSchemaOptions: { orphanedTypes: listObjectTypes() },
    playground: false,
    graphiql: false,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false, // only POST with the gateway's token gets here
    allowBatchedHttpRequests: false,
    fieldResolverEnhancers: ['guards', 'filters'],
    autoTransformHttpErrors: false,
    context: (req: FastifyRequest, reply: FastifyReply) => ({ req, reply }),
    formatError,
    // Both would look at every field of every answer; nobody caches what the gateway asks.
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginCacheControlDisabled()],
    cache: 'bounded',
  } as ApolloFederationDriverConfig);

/** What no filter saw (parsing, validation, serialisation) is masked here. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (formatted.extensions?.['category'] !== undefined) return { ...formatted, extensions: pick(formatted.extensions) };
  if (typeof code === 'string' && REQUEST_ERRORS.includes(code)) {
    return { message: formatted.message, extensions: { code, category: 'invalid' } };
  }
  const original = error instanceof GraphQLError ? error.originalError : error;
  const client = toClientError(original);
  return {
    message: client.message,
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: client.code, category: client.category },
  };
}

const pick = (extensions: Record<string, unknown>) => ({ code: extensions['code'], category: extensions['category'] });
