import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import CircuitBreaker from 'opossum';
import type { Pool } from 'undici';
import { z } from 'zod';
import type { ServiceName } from '@passant/contracts';
import type { InternalTokens } from '../services/internal-tokens';
import type { GraphContext } from './graph-context';
import { operationTimedOut, partUnavailable } from './graph-errors';
import { LIMITS } from './limits';
import { type SharedAnswer, SharedCalls } from './shared-calls';

type Asked = Pick<GraphQLDataSourceProcessOptions['request'], 'query' | 'variables' | 'operationName'>;
type SubgraphAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
const answerSchema = z
  .looseObject({ data: z.unknown(), errors: z.array(z.looseObject({ message: z.string() })).optional() })
  .refine((answer) => answer.data !== undefined || answer.errors !== undefined);

/** Opens after half of at least five calls within ten seconds failed; lets one call through every two seconds. */
const BREAKER = {
  timeout: false,
  errorThresholdPercentage: 50,
  volumeThreshold: 5,
  rollingCountTimeout: 10_000,
  resetTimeout: 2_000,
} as const satisfies CircuitBreaker.Options;

/** `shared`: answered by a call that the same caller had under way. */
export type SubgraphOutcome = 'answered' | 'shared' | 'failed' | 'not-tried' | 'given-up';

/** How a call ended; `reason` is a word that holds no data. */
export interface SubgraphCall {
  readonly outcome: SubgraphOutcome;
  readonly seconds: number;
  readonly requestId: string;
  readonly reason?: string;
}

export interface SubgraphParts {
  readonly service: ServiceName;
  readonly pool: Pool;
  readonly tokens: InternalTokens;
  readonly observe: (call: SubgraphCall) => void;
}

interface SubgraphRequest {
  /** The exact bytes, as text. */
  readonly body: string;
  readonly limitMs: number;
}

/** Subgraphs write errors first, and nothing behind data. */
export const isWithoutErrors = (answer: string): boolean =>
  answer.startsWith('{"data":{') && answer.slice(-8).trimEnd().endsWith('}}');

/** The operation ended while the subgraph worked: no fault of the subgraph, so the breaker does not count it. */
class OperationEnded extends Error {}

class SubgraphFailed extends Error {}

/** One subgraph over kept-alive HTTP: signed per request over the exact bytes, timed, and left alone while it is broken. */
export class Subgraph implements GraphQLDataSource<GraphContext> {
  private readonly breaker: CircuitBreaker<[SubgraphRequest, GraphContext], string>;

  private readonly queries = new SharedCalls<string>();

  constructor(private readonly parts: SubgraphParts) {
    this.breaker = new CircuitBreaker(
      (request: SubgraphRequest, context: GraphContext) => this.call(request, context),
      {
        ...BREAKER,
        errorFilter: (error) => error instanceof OperationEnded,
      },
    );
  }

  /** Part of a plan; parsed for each operation that shares it, since it writes into what it gets. */
  async process({ request, ...options }: GraphQLDataSourceProcessOptions<GraphContext>): Promise<SubgraphAnswer> {
    const context = options.context as GraphContext;
    return JSON.parse(await (context.answer ?? this.ask(request, context))) as SubgraphAnswer;
  }

  /** The answer as it came. @throws GraphQLError for the caller where there is none */
  async ask({ query, variables, operationName }: Asked, context: GraphContext): Promise<string> {
    const startedMs = performance.now();
    const observe = (outcome: SubgraphOutcome, reason?: string) =>
      this.parts.observe({
        outcome,
        seconds: (performance.now() - startedMs) / 1_000,
        requestId: context.requestId,
        reason,
      });
    try {
      const body = JSON.stringify({ query, variables, operationName });
      const { answer, isShared } = query?.startsWith('mutation')
        ? await this.mutate(body, context)
        : await this.query(body, context);
      observe(isShared ? 'shared' : 'answered');
      return answer;
    } catch (error) {
      if (error instanceof OperationEnded || context.signal.aborted) {
        observe('given-up');
        throw operationTimedOut();
      }
      const reason = toReason(error);
      observe(CircuitBreaker.isOurError(error as Error) ? 'not-tried' : 'failed', reason);
      throw partUnavailable();
    }
  }

  stop(): void {
    this.breaker.shutdown();
  }

  /** Identical ones of the same caller that are under way at once are one: asked once, noted once, billed once. */
  private query(body: string, context: GraphContext): Promise<SharedAnswer<string>> {
    const key = JSON.stringify([context.actor, body]);
    const limitMs = LIMITS.query.subgraphMs;
    return this.queries.share(key, context.signal, (signal) =>
      this.breaker.fire({ body, limitMs }, { ...context, signal }),
    );
  }

  /** Never shared; and a query that began before it ends is joined by nobody afterwards, so that everybody reads what they wrote. */
  private async mutate(body: string, context: GraphContext): Promise<SharedAnswer<string>> {
    try {
      const answer = await this.breaker.fire({ body, limitMs: LIMITS.mutation.subgraphMs }, context);
      return { answer, isShared: false };
    } finally {
      this.queries.separate();
    }
  }

  private async call(request: SubgraphRequest, { actor, requestId, signal }: GraphContext): Promise<string> {
    const { body, limitMs } = request;
    if (signal.aborted) throw new OperationEnded();
    const { service, pool, tokens } = this.parts;
    try {
      const response = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers: {
          authorization: `Bearer ${await tokens.mint({ service, actor, requestId, body })}`,
          'content-type': 'application/json',
          accept: ACCEPT,
        },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      });
      const text = await response.body.text();
      const isAnswer = isWithoutErrors(text) || answerSchema.safeParse(JSON.parse(text)).success;
      if (response.statusCode === 401 || !isAnswer) throw new SubgraphFailed(`status-${response.statusCode}`);
      return text;
    } catch (error) {
      throw signal.aborted ? new OperationEnded() : error;
    }
  }
}

/** A word for the log: an error's code or name, never its text, which may hold addresses or data. */
function toReason(error: unknown): string {
  if (error instanceof SubgraphFailed) return error.message;
  if (error instanceof SyntaxError) return 'not-json';
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
