import type { Document } from './document';

/** Why an answer, or a part of it, is missing; `code` is stable, `message` says what to do. */
export class AskError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** To quote to who runs the service. */
    readonly requestId: string | null = null,
    /** The part of the answer that is missing; none: all of it. */
    readonly part: string | null = null,
  ) {
    super(message);
  }
}

export interface Answered<Answer> {
  /** Parts of services that are down are null in it. */
  readonly data: Answer;
  readonly problems: readonly AskError[];
}

interface Told {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

/** Says to the gateway that a request by cookie is a page's own. */
export const OWN = { 'x-passant-csrf': '1' } as const;

/**
 * Asks the graph in the name of who is logged in.
 *
 * @throws AskError `LOGGED_OUT`, `UNREACHABLE`, or the code of what refused all of it; what refused a part is in `problems`
 */
export async function ask<Answer, Variables>(
  { name, text }: Document<Answer, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answered<Answer>> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...OWN },
    body: JSON.stringify({ query: text, variables, operationName: name || undefined }),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new AskError('UNREACHABLE', 'The service cannot be reached.');
  });
  const requestId = response.headers.get('x-request-id');
  if (response.status === 401) throw new AskError('LOGGED_OUT', 'Your log-in has ended.', requestId);
  const body = (await response.json().catch(() => ({}))) as { data?: Answer | null; errors?: Told[] };
  const problems = (body.errors ?? []).map(
    ({ message, path, extensions }) =>
      new AskError(extensions?.code ?? 'INTERNAL', message, requestId, path === undefined ? null : String(path[0])),
  );
  const isEmpty = !body.data || Object.values(body.data).every((part) => part === null);
  if (isEmpty && problems[0]) throw problems[0];
  if (!body.data) throw new AskError('INTERNAL', `The service answered with ${response.status}.`, requestId);
  return { data: body.data, problems };
}
