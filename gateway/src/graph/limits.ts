import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** What one operation may cost before anything is asked of a subgraph. */
export const LIMITS = {
  bodyBytes: 100 * 1024,
  tokens: 1_000,
  depth: 8,
  aliases: 15,
  directives: 5,
  /** Of one operation; what a caller may spend a minute is environment. */
  costPoints: 5_000,
  query: { operationMs: 5_000, subgraphMs: 3_000 },
  // Staff only. One that is given up may have happened all the same, so it gets the time that large plans take.
  mutation: { operationMs: 30_000, subgraphMs: 30_000 },
} as const;

// Reported like any other finding of validation: what the rules throw by themselves would pass for our own failure.
const report = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, { message }: GraphQLError) =>
      context?.reportError(new GraphQLError(message.replace(/^Syntax Error: /, ''))),
  ],
};

export const limitRules = [
  // Of fields: a fragment, named or inline, is where its fields stand.
  maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ...report }),
  maxAliasesRule({ n: LIMITS.aliases, allowList: [], ...report }),
  maxDirectivesRule({ n: LIMITS.directives, ...report }),
] as unknown as ValidationRule[];
