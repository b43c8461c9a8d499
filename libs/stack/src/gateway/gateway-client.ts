import { createReadStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { codeOf, messageOf, StackProblem } from '../errors';
import type { StaffId, StaffMember } from '../home/secrets';

/** Who asks. */
export type Asker = { staff: StaffId } | { clientId: string; clientSecret: string };

export interface GraphqlFailure {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; category?: string };
}

export interface GraphqlAnswer<Data> {
  data: Data | null;
  errors?: GraphqlFailure[];
}

/** Whether a service was missing or the answer took longer than the gateway waits: what was asked may be done nevertheless. */
export const isUnavailable = ({ extensions }: GraphqlFailure): boolean => extensions?.category === 'unavailable';

interface Token {
  value: string;
  goodUntilMs: number;
}

/** Speaks to the gateway as anybody else would: tokens, GraphQL, streamed uploads. */
export class GatewayClient {
  private readonly tokens = new Map<string, Token>();

  constructor(
    private readonly publicUrl: string,
    private readonly staff: readonly StaffMember[],
    private readonly signal: AbortSignal,
  ) {}

  /** The answer's data; an error of the graph is a problem. */
  async ask<Data>(asker: Asker, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.askRaw<Data>(asker, query, variables);
    const first = errors?.[0];
    if (first || data === null) {
      const place = /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? 'a question';
      throw new StackProblem(
        `The graph refused ${place}: ${first?.message ?? 'no data'} (${first?.extensions?.code ?? 'no code'}).`,
        'See the logs of the services.',
      );
    }
    return data;
  }

  /** The whole answer, errors and all. */
  async askRaw<Data>(
    asker: Asker,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<GraphqlAnswer<Data>> {
    const answer = await this.send('/graphql', {
      method: 'POST',
      headers: { authorization: await this.authorization(asker), 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await this.json(answer, '/graphql')) as unknown as GraphqlAnswer<Data>;
  }

  /** Streams a file; gives status and JSON. `onBytes` hears how much has gone. */
  async upload(
    asker: Asker,
    target: { path: string; contentType: string },
    file: string,
    onBytes: (bytes: number) => void = () => undefined,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    let sent = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _, done) {
        onBytes((sent += chunk.length));
        done(null, chunk);
      },
    });
    const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
    stream.on('error', (error) => counter.destroy(error));
    const answer = await this.send(target.path, {
      method: 'PUT',
      headers: { authorization: await this.authorization(asker), 'content-type': target.contentType },
      body: Readable.toWeb(stream.pipe(counter)) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    return { status: answer.status, body: await this.json(answer, target.path) };
  }

  private async authorization(asker: Asker): Promise<string> {
    const [path, id, secret] =
      'staff' in asker
        ? ['/oidc/token', asker.staff, this.staff.find(({ id }) => id === asker.staff)?.secret ?? '']
        : ['/oauth2/token', asker.clientId, asker.clientSecret];
    const known = this.tokens.get(id);
    if (known && known.goodUntilMs > Date.now()) return `Bearer ${known.value}`;
    const answer = await this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }).toString(),
    });
    const body = await this.json(answer, path);
    const value = body['access_token'];
    if (!answer.ok || typeof value !== 'string') {
      throw new StackProblem(`${path} gave no token (status ${answer.status}).`, 'See the log of the gateway.');
    }
    // Renewed well before it ends.
    this.tokens.set(id, { value, goodUntilMs: Date.now() + (Number(body['expires_in'] ?? 60) / 2) * 1000 });
    return `Bearer ${value}`;
  }

  private async send(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.publicUrl}${path}`, { ...request, signal: this.signal });
    } catch (thrown) {
      this.signal.throwIfAborted();
      const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
      throw new StackProblem(
        `The gateway did not answer on ${path} (${codeOf(cause) ?? messageOf(cause)}).`,
        'See the logs of the gateway and of the service behind it.',
      );
    }
  }

  private async json(answer: Response, path: string): Promise<Record<string, unknown>> {
    const text = await answer.text();
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      throw new StackProblem(
        `The gateway answered ${path} with status ${answer.status} and no JSON.`,
        'See the log of the gateway.',
      );
    }
  }
}
