import { buildSubgraphSchema } from '@apollo/subgraph';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { graphql, parse } from 'graphql';
import { createHash, type KeyObject } from 'node:crypto';
import type { Server } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { jwtVerify } from 'jose';
import { type InternalClaims, internalClaimsSchema, SERVICES, type ServiceName } from '@passant/contracts';
import { TEST_SCHEMAS } from './subgraph-schemas';

export type Behaviour = 'answers' | 'hangs' | 'breaks';

/** What a service saw of one request. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: FastifyRequest['headers'];
  readonly body: Buffer;
  readonly claims: InternalClaims;
  /** The port at the other end: one connection, one port. */
  readonly fromPort: number | undefined;
}

/** A service of a test: real HTTP, the internal token checked as services do, GraphQL answered by a real subgraph schema. */
export class TestService {
  readonly seen: SeenRequest[] = [];
  behaviour: Behaviour = 'answers';
  /** How long GraphQL takes here. */
  delayMs = 0;
  /** How GraphQL's answers are written. */
  write: (answer: object) => string = JSON.stringify;
  jwks: unknown = { keys: [] };
  /** Called with every chunk of an upload; the upload goes on when it resolves. */
  onUploadedChunk: (bytes: number) => Promise<void> = async () => undefined;
  /** Uploads whose sender went away. */
  brokenOff = 0;
  private app: FastifyInstance | undefined;
  private port = 0;

  constructor(
    readonly name: ServiceName,
    private readonly gatewayKey: KeyObject,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Finds its port on the first start and keeps it. */
  async start(): Promise<this> {
    this.app = this.build();
    await this.app.listen({ host: '127.0.0.1', port: this.port });
    this.port = portOf(this.app);
    return this;
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = undefined;
  }

  private build(): FastifyInstance {
    const { sdl, resolvers } = TEST_SCHEMAS[this.name];
    const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
    const app = Fastify({ forceCloseConnections: true });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    app.post('/graphql', async (request, reply) => {
      const seen = await this.see(request);
      if (seen === undefined) return reply.code(401).send();
      if (this.behaviour === 'hangs') return new Promise(() => undefined);
      if (this.behaviour === 'breaks') return reply.code(502).type('text/html').send('<h1>nginx at 10.0.0.7</h1>');
      await delay(this.delayMs);
      const { query, variables, operationName } = JSON.parse(seen.body.toString('utf8'));
      const answer = await graphql({ schema, source: query, variableValues: variables, operationName });
      return reply.type('application/json').send(this.write(answer));
    });
    app.put('/uploads/*', (request, reply) => this.takeUpload(request, reply));
    app.get('/decide', async (request, reply) => {
      await this.see(request);
      return reply
        .header('content-security-policy', "default-src 'none'; style-src 'self'")
        .header('set-cookie', '__Host-session=abc; Secure; HttpOnly; SameSite=Strict; Path=/')
        .type('text/html')
        .send('<h1>Your decision</h1>');
    });
    app.get('/oauth2/jwks', async (request, reply) => {
      if ((await this.see(request)) === undefined) return reply.code(401).send();
      return this.behaviour === 'breaks' ? reply.code(500).send() : this.jwks;
    });
    app.route({
      method: ['GET', 'POST', 'PUT'],
      url: '/*',
      handler: async (request, reply) => {
        const seen = await this.see(request);
        return seen === undefined ? reply.code(401).send() : { service: this.name, url: request.url };
      },
    });
    return app;
  }

  private async see(request: FastifyRequest): Promise<SeenRequest | undefined> {
    const chunks: Buffer[] = [];
    if (request.body instanceof Readable) for await (const chunk of request.body) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const claims = await this.verify(request, body);
    if (claims === undefined) return undefined;
    const { method, url, headers } = request;
    const seen = { method, url, headers, body, claims, fromPort: request.socket.remotePort };
    this.seen.push(seen);
    return seen;
  }

  private async verify({ headers, url }: FastifyRequest, body?: Buffer): Promise<InternalClaims | undefined> {
    try {
      const { payload } = await jwtVerify((headers.authorization ?? '').replace('Bearer ', ''), this.gatewayKey, {
        audience: this.name,
        typ: 'passant-internal+jwt',
        maxTokenAge: 60,
      });
      const claims = internalClaimsSchema.parse(payload);
      const isIntact =
        body === undefined ||
        body.length === 0 ||
        (url.startsWith('/registry') && claims.bodySha256 === undefined) ||
        claims.bodySha256 === createHash('sha256').update(body).digest('hex');
      return isIntact ? claims : undefined;
    } catch {
      return undefined;
    }
  }

  private async takeUpload(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const claims = await this.verify(request);
    if (claims === undefined) return reply.code(401).send();
    if (this.behaviour === 'breaks') return reply.code(409).send({ code: 'FILE_KNOWN', category: 'conflict' });
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of request.body as Readable) {
        hash.update(chunk as Buffer);
        bytes += (chunk as Buffer).length;
        await this.onUploadedChunk(bytes);
      }
    } catch (error) {
      this.brokenOff += 1;
      throw error;
    }
    this.seen.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.alloc(0),
      claims,
      fromPort: request.socket.remotePort,
    });
    return { bytes, sha256: hash.digest('hex') };
  }
}

export type TestServices = Readonly<Record<ServiceName, TestService>>;

export const createTestServices = (gatewayKey: KeyObject): TestServices =>
  Object.fromEntries(SERVICES.map((name) => [name, new TestService(name, gatewayKey)])) as unknown as TestServices;

export function portOf({ server }: { readonly server: Pick<Server, 'address'> }): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
