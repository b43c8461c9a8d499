import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { type Credentials, isPassantError, PassantClient } from './index';

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** The connection ends without an answer. */
  readonly breaks?: boolean;
}

const SECRET: Credentials = { clientId: 'client-1', clientSecret: 'secret-1' };
const ZONES = { data: { zones: [{ id: 'centre', name: 'Centre', kind: 'district', residents: 1, covered: true }] } };

/** A gateway that answers as told: real HTTP. */
class Scripted {
  readonly questions: { headers: IncomingHttpHeaders; body: string }[] = [];
  readonly forms: URLSearchParams[] = [];
  readonly answers: Answer[] = [];
  lifeSeconds = 300;
  refusesTokens = false;
  private tokens = 0;
  private readonly server: Server = createServer();

  async start(): Promise<this> {
    this.server.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const send = (status: number, json: unknown, headers: Record<string, string> = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
      if (request.url?.startsWith('/.well-known')) return send(200, { issuer: 'https://passant.example/oauth2' });
      if (request.url === '/oauth2/token') {
        this.forms.push(new URLSearchParams(body));
        if (this.refusesTokens) return send(401, { error: 'invalid_client', error_description: 'Not known.' });
        return send(200, {
          access_token: `token-${++this.tokens}`,
          token_type: 'Bearer',
          expires_in: this.lifeSeconds,
        });
      }
      this.questions.push({ headers: request.headers, body });
      const { status = 200, body: given = ZONES, headers, breaks } = this.answers.shift() ?? {};
      if (breaks) return request.socket.destroy();
      return send(status, given, { 'x-request-id': 'request-1', ...headers });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  client(credentials: Credentials = SECRET, retries = 3): PassantClient {
    const { port } = this.server.address() as AddressInfo;
    return new PassantClient({
      url: `http://127.0.0.1:${port}/`,
      credentials,
      patience: { retries, longestWaitSeconds: 0.01 },
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

let gateway: Scripted;
beforeEach(async () => void (gateway = await new Scripted().start()));
afterEach(() => gateway.stop());

const failed = (code: string) => ({
  data: { zones: null },
  errors: [{ message: `It is ${code}.`, extensions: { code } }],
});

describe('a token', () => {
  it('is asked for once by many questions, and kept', async () => {
    const client = gateway.client();
    await Promise.all([client.zones(), client.zones(), client.zones()]);
    await client.zones();
    expect(gateway.forms.map((form) => Object.fromEntries(form))).toEqual([
      { grant_type: 'client_credentials', client_id: 'client-1', client_secret: 'secret-1' },
    ]);
    expect(new Set(gateway.questions.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer token-1']));
  });

  it('is asked for again when it runs out', async () => {
    gateway.lifeSeconds = 10;
    const client = gateway.client();
    await client.zones();
    await client.zones();
    expect(gateway.forms).toHaveLength(2);
  });

  it('that is refused is replaced once, by one request for all, and then it is the credentials', async () => {
    gateway.answers.push({ status: 401, body: {} }, { status: 401, body: {} });
    const client = gateway.client();
    await Promise.all([client.zones(), client.zones()]);
    expect(gateway.forms).toHaveLength(2);
    gateway.answers.push({ status: 401, body: {} }, { status: 401, body: {} });
    await expect(client.zones()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['EdDSA', generateKeyPairSync('ed25519')],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ])('is got with a signed assertion: %s', async (alg, { privateKey, publicKey }) => {
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'key-1' };
    await gateway.client({ clientId: 'client-1', privateKey: jwk }).zones();
    const form = gateway.forms[0]!;
    const assertion = form.get('client_assertion')!;
    expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    expect(decodeProtectedHeader(assertion)).toEqual({ alg, typ: 'JWT', kid: 'key-1' });
    await jwtVerify(assertion, publicKey, {
      issuer: 'client-1',
      subject: 'client-1',
      audience: 'https://passant.example/oauth2',
    });
    const { exp, iat, jti } = decodeJwt(assertion);
    expect([exp! - iat!, typeof jti]).toEqual([60, 'string']);
  });

  it('that is not given is told with the reason, and not asked for again and again', async () => {
    gateway.refusesTokens = true;
    await expect(gateway.client().zones()).rejects.toMatchObject({ code: 'invalid_client', message: 'Not known.' });
    expect(gateway.forms).toHaveLength(1);
  });
});

describe('what may pass', () => {
  const CASES: [string, Answer][] = [
    ['a lost connection', { breaks: true }],
    ['429', { status: 429, body: {}, headers: { 'retry-after': '1' } }],
    ['503 that is no JSON', { status: 503, body: 'down' }],
    ['a service that is down', { body: failed('SERVICE_UNAVAILABLE') }],
    ['too many questions', { body: failed('RATE_EXCEEDED') }],
  ];
  it.each(CASES)('is tried again under the same key: %s', async (_, answer) => {
    gateway.answers.push(answer, answer, { body: { data: { presence: [] } } });
    const question = { zoneIds: ['centre'], from: '2025-03-29', to: '2025-03-29', grain: 'DAY' } as const;
    expect(await gateway.client().presence(question)).toEqual([]);
    const keys = gateway.questions.map(({ body }) => JSON.parse(body).variables.idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is given up in the end', async () => {
    gateway.answers.push(...Array.from({ length: 4 }, () => ({ body: failed('SERVICE_UNAVAILABLE') })));
    await expect(gateway.client().zones()).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      requestId: 'request-1',
    });
    gateway.answers.push({ breaks: true });
    await expect(gateway.client(SECRET, 0).zones()).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('ends with the signal', async () => {
    const end = AbortSignal.abort(new Error('enough'));
    await expect(gateway.client().zones({}, { signal: end })).rejects.toThrow('enough');
  });
});

describe('a refusal', () => {
  it('is told at once, with its code', async () => {
    gateway.answers.push({ body: failed('QUOTA_EXCEEDED') });
    const refusal = gateway.client().zones();
    await expect(refusal).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', message: 'It is QUOTA_EXCEEDED.' });
    const error: unknown = await refusal.catch((reason: unknown) => reason);
    expect([isPassantError(error), isPassantError(error, 'QUOTA_EXCEEDED'), isPassantError(error, 'INTERNAL')]).toEqual(
      [true, true, false],
    );
    expect(gateway.questions).toHaveLength(1);
  });
});

describe('two questions', () => {
  const RANK = { product: 'presence', from: '2025-03-29', to: '2025-03-29' };

  it('have two keys; a key of one’s own is taken', async () => {
    const client = gateway.client();
    const rank = { body: { data: { rank: { zones: [] } } } };
    gateway.answers.push(rank, rank, rank);
    await client.rank(RANK);
    await client.rank({ ...RANK, idempotencyKey: 'the-key-of-job-7' });
    await client.rank(RANK);
    const keys = gateway.questions.map(({ body }) => JSON.parse(body).variables.idempotencyKey);
    expect(new Set(keys).size).toBe(3);
    expect(keys[1]).toBe('the-key-of-job-7');
  });

  it('without a key are asked again only where the first was surely not answered', async () => {
    const client = gateway.client();
    const own = { text: '{ x }' };
    gateway.answers.push({ breaks: true });
    await expect(client.ask(own, {})).rejects.toMatchObject({ code: 'NETWORK' });
    gateway.answers.push({ status: 429, body: {} });
    await client.ask(own, {});
    expect(gateway.questions).toHaveLength(3);
  });
});

describe('pages', () => {
  it('follow one another, until there is none', async () => {
    const page = (from: string, endCursor: string | null) => ({
      body: {
        data: {
          flows: {
            ...{ fromZoneIds: [from], fromZoneNames: [from], toZoneIds: ['b'], toZoneNames: ['B'], dayParts: [null] },
            ...{
              starts: ['2025-03-29T00:00:00Z'],
              values: [3],
              lows: [2],
              highs: [4],
              suppressed: 0,
              noData: 0,
              unit: 'trips',
            },
            ...{ hasNextPage: endCursor !== null, endCursor, releaseIds: [], methodVersion: '1' },
          },
        },
      },
    });
    gateway.answers.push(page('a1', 'next'), page('a2', null));
    const seen: string[] = [];
    for await (const flow of gateway.client().flows({ from: 'x', to: 'y', grain: 'DAY' }))
      seen.push(`${flow.from.id} ${flow.value}`);
    expect(seen).toEqual(['a1 3', 'a2 3']);
    expect(gateway.questions.map(({ body }) => JSON.parse(body).variables.after)).toEqual([null, 'next']);
  });
});
