import { PassantError } from './errors';
import type { Document } from './generated/graph';
import type { Tokens } from './tokens';
import { type Patience, readRetryAfter, sleep, toWait } from './wait';

export interface Asked {
  /** Whether it costs nothing more where it had been answered already. */
  readonly isRepeatable: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** How one try ended. */
type Outcome<Answer> =
  | { readonly kind: 'answered'; readonly data: Answer }
  | {
      readonly kind: 'refused';
      readonly error: PassantError;
      readonly mayPass: boolean;
      readonly retryAfterSeconds: number | null;
    }
  | { readonly kind: 'token-refused'; readonly token: string; readonly error: PassantError };

interface GraphAnswer<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Refusals that another try may not meet. */
const MAY_PASS: readonly string[] = ['SERVICE_UNAVAILABLE', 'OPERATION_TIMED_OUT', 'RATE_EXCEEDED', 'INTERNAL'];
/** Refusals that were no answer, so that nothing was charged. */
const NEVER_ANSWERED: readonly string[] = ['RATE_EXCEEDED', 'HTTP_429', 'TOKEN_REFUSED'];
const STATUSES_THAT_PASS: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Asks the graph, with a token, again where that may help. */
export class Transport {
  constructor(
    private readonly url: string,
    private readonly tokens: Tokens,
    private readonly settings: { readonly fetch: typeof globalThis.fetch; readonly patience: Patience },
  ) {}

  /** @throws PassantError; what the signal was aborted with */
  async ask<Answer, Variables>(
    document: Document<Answer, Variables>,
    variables: Variables,
    asked: Asked,
  ): Promise<Answer> {
    const body = JSON.stringify({ query: document.text, variables });
    let stale: string | undefined;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.try<Answer>(body, asked, stale);
      if (outcome.kind === 'answered') return outcome.data;
      if (outcome.kind === 'token-refused') {
        // Keys are rotated and clocks differ: once with a new token, then it is the credentials.
        if (stale !== undefined) throw outcome.error;
        stale = outcome.token;
        continue;
      }
      const mayRepeat = asked.isRepeatable || NEVER_ANSWERED.includes(outcome.error.code);
      if (!outcome.mayPass || !mayRepeat || attempt > this.settings.patience.retries) throw outcome.error;
      await sleep(toWait(attempt, outcome.retryAfterSeconds, this.settings.patience), asked.signal);
    }
  }

  private async try<Answer>(body: string, { signal }: Asked, stale?: string): Promise<Outcome<Answer>> {
    try {
      const token = await this.tokens.get(stale);
      const response = await this.settings.fetch(`${this.url}/graphql`, {
        ...{ method: 'POST', body, signal: signal ?? null },
        headers: {
          ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          accept: 'application/graphql-response+json, application/json',
        },
      });
      return await readOutcome<Answer>(response, token);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof PassantError)
        return { kind: 'refused', error, mayPass: error.code === 'TOKEN_REFUSED', retryAfterSeconds: null };
      const lost = new PassantError('NETWORK', 'No answer came back.');
      lost.cause = error;
      return { kind: 'refused', error: lost, mayPass: true, retryAfterSeconds: null };
    }
  }
}

async function readOutcome<Answer>(response: Response, token: string): Promise<Outcome<Answer>> {
  const requestId = response.headers.get('x-request-id');
  const text = await response.text();
  const { data, errors } = parse<Answer>(text);
  const [first] = errors ?? [];
  if (response.ok && data && !first) return { kind: 'answered', data };
  const code = first?.extensions?.code ?? (response.status === 401 ? 'UNAUTHENTICATED' : `HTTP_${response.status}`);
  const error = new PassantError(code, first?.message ?? `Passant answered with status ${response.status}.`, requestId);
  if (response.status === 401) return { kind: 'token-refused', token, error };
  const mayPass = MAY_PASS.includes(code) || STATUSES_THAT_PASS.includes(response.status);
  const said = readRetryAfter(response.headers.get('retry-after'), Date.now());
  return {
    kind: 'refused',
    error,
    mayPass,
    retryAfterSeconds: said ?? (code === 'RATE_EXCEEDED' ? toNextMinute() : null),
  };
}

/** Questions are counted by the minute of the clock. */
const toNextMinute = (): number => 61 - new Date().getSeconds();

function parse<Answer>(text: string): GraphAnswer<Answer> {
  try {
    return (JSON.parse(text) ?? {}) as GraphAnswer<Answer>;
  } catch {
    return {};
  }
}
