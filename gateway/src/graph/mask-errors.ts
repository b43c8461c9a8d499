import type { GraphQLFormattedError } from 'graphql';
import { CATEGORIES } from '@passant/platform';

/** What a subgraph says about its own errors when they are fit for a client: the categories of domain errors. */
const KNOWN_CATEGORIES: ReadonlySet<unknown> = new Set(CATEGORIES);
/** What the gateway's own checks say: they quote the caller's document and nothing else. */
const CODES_OF_THE_GATEWAY: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);
/** Refusals of a subgraph's own GraphQL layer: the caller's fault, but told in our words. */
const CODES_OF_BAD_INPUT: ReadonlySet<unknown> = new Set(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
const STABLE_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;

const isStableCode = (code: unknown): code is string => typeof code === 'string' && STABLE_CODE.test(code);

/**
 * Keeps of an error what a caller may read: domain errors as the subgraph put them, the gateway's own refusals, and of
 * everything else only that it happened. No addresses, no stack, no name of a subgraph.
 */
export function maskError(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, path, locations, extensions = {} } = error;
  const { code, category, serviceName } = extensions;
  if (KNOWN_CATEGORIES.has(category) && isStableCode(code)) return { message, path, extensions: { code, category } };
  if (serviceName === undefined && CODES_OF_THE_GATEWAY.has(code)) {
    return { message, locations, path, extensions: { code, category: 'invalid' } };
  }
  if (serviceName !== undefined && CODES_OF_BAD_INPUT.has(code)) {
    const inOurWords = 'A value in the request is not valid for its type.';
    return { message: inOurWords, path, extensions: { code: 'BAD_USER_INPUT', category: 'invalid' } };
  }
  return {
    message: 'Something went wrong on our side. Quote the request id if it happens again.',
    path,
    extensions: { code: 'INTERNAL', category: 'unavailable' },
  };
}
