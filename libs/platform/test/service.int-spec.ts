import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '@passant/contracts';
import { DataSource } from 'typeorm';
import {
  anonymous,
  CapturedLogs,
  internalToken,
  ServiceClient,
  testEnvironment,
  testStack,
  waitFor,
} from '@passant/testing';
import {
  buildSchema,
  createActs,
  createDataSourceOptions,
  createService,
  DeadLetters,
  listUnprotected,
  MASKED_MESSAGE,
  runMigrations,
} from '../src';
import { sampleModule, ThingResolver } from './sample-service';

const admin: Actor = { kind: 'staff', staffId: 'ada', roles: ['admin'] };
const operator: Actor = { kind: 'staff', staffId: 'nora', roles: ['network-operator'] };
const partner: Actor = { kind: 'partner', clientId: 'c4f3e2a0-58a5-4b0a-9d5c-111111111111' };

const stack = testStack({ postgres: true, redis: true });
const logs = new CapturedLogs();
let app: NestFastifyApplication;
let client: ServiceClient;

beforeAll(async () => {
  const environment = testEnvironment(stack, { LOG_LEVEL: 'debug' as const });
  await runMigrations(createDataSourceOptions({ url: stack.databaseUrl, entities: [], migrations: [] }));
  app = await createService({ service: 'consent', module: sampleModule(environment), environment, logTo: logs });
  await app.init();
  await createActs(app.get(DataSource).createQueryRunner());
  await app.getHttpAdapter().getInstance().ready();
  client = new ServiceClient(app, 'consent');
}, 60_000);
afterAll(() => app?.close());

const body = JSON.stringify({ query: '{ __typename' });
const post = (headers: Record<string, string>, payload = body) =>
  app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json', ...headers }, payload });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the gateway’s token', () => {
  it('is needed before anything is parsed', async () => {
    expect((await post({})).statusCode).toBe(401);
    expect((await post({ authorization: 'Bearer nonsense' })).statusCode).toBe(401);
  });

  it('is refused when expired, too long-lived, for another service, or from another gateway', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const refused = [
      await internalToken(admin, { aud: 'consent', body, issuedAt: new Date(Date.now() - 120_000) }),
      await internalToken(admin, { aud: 'consent', body, lifeSeconds: 3600 }),
      await internalToken(admin, { aud: 'insights', body }),
      await internalToken(admin, { aud: 'consent', body, privateKey }),
    ];
    for (const token of refused) expect((await post(bearer(token))).statusCode).toBe(401);
  });

  it('is refused with another body, or without a body hash, before the body is parsed', async () => {
    const forAnother = await internalToken(admin, { aud: 'consent', body: '{"query":"{ whoAmI }"}' });
    const forNone = await internalToken(admin, { aud: 'consent' });
    expect((await post(bearer(forAnother))).statusCode).toBe(401);
    expect((await post(bearer(forNone))).statusCode).toBe(401);
    expect((await post(bearer(forNone), '{"query":')).statusCode).toBe(401);
  });

  it('is needed for _service, for unknown addresses and for pages', async () => {
    expect((await post({}, '{"query":"{ _service { sdl } }"}')).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/nowhere' })).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/page' })).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/health/../graphql' })).statusCode).toBe(401);
  });

  it('stands for a body, so GraphQL by GET is refused', async () => {
    expect((await client.request(admin, { method: 'GET', url: '/graphql?query={whoAmI}' })).statusCode).toBe(405);
  });
});

describe('policies', () => {
  it('let in whom they name', async () => {
    const { data } = await client.graphql(admin, '{ thing(id: "1") { id name secretName } whoAmI }');
    expect(data).toMatchObject({ thing: { id: '1', name: 'thing 1', secretName: 'secret thing 1' } });
    expect(data!['whoAmI']).toMatch(/^staff [0-9a-f-]{36}$/);
  });

  it('keep others out of queries, mutations, field resolvers and references', async () => {
    const query = await client.graphql(operator, '{ thing(id: "1") { id } }');
    const mutation = await client.graphql(partner, 'mutation { grow(by: 1) }');
    const field = await client.graphql(partner, '{ thing(id: "1") { id secretName } }');
    const reference = '{ _entities(representations: [{ __typename: "Thing", id: "7" }]) { ... on Thing { name } } }';
    const allowed = await client.graphql(partner, reference);
    const refused = await client.graphql(admin, reference);
    for (const { errors } of [query, mutation, field, refused]) {
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN', category: 'forbidden' } });
    }
    expect(allowed.data).toEqual({ _entities: [{ name: 'thing 7' }] });
  });

  it('are missing nowhere but where this test left them out', () => {
    const unprotected = [
      'ThingController.unguarded',
      'ThingResolver.fieldWithoutPolicy',
      'ThingResolver.withoutPolicy',
    ];
    expect(listUnprotected(app)).toEqual(unprotected);
    expect(listUnprotected([ThingResolver])).toEqual(unprotected.slice(1));
  });

  it('deny by default', async () => {
    const query = await client.graphql(admin, '{ withoutPolicy }');
    const field = await client.graphql(admin, '{ thing(id: "1") { fieldWithoutPolicy } }');
    const route = await client.request(admin, { method: 'GET', url: '/unguarded' });
    expect(query.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(field.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(route.statusCode).toBe(403);
  });
});

describe('errors', () => {
  it('of ours keep their words and get a code, a category and a status', async () => {
    const { errors } = await client.graphql(admin, '{ thing(id: "missing") { id } }');
    const response = await client.request(anonymous, { method: 'GET', url: '/missing' });
    const expected = { code: 'THING_MISSING', category: 'not_found' };
    expect(errors?.[0]).toMatchObject({ message: 'There is no such thing.', extensions: expected });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ ...expected, message: 'There is no such thing.' });
  });

  it('of others are masked, and logged without their message', async () => {
    const { errors } = await client.graphql(admin, '{ thing(id: "broken") { id } }');
    const response = await client.request(anonymous, { method: 'GET', url: '/broken?number=4915112345678' });
    expect(errors?.[0]?.message).toBe(MASKED_MESSAGE);
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'INTERNAL', message: MASKED_MESSAGE });
    expect(logs.lines.filter(({ event }) => event === 'request.failed').length).toBeGreaterThanOrEqual(2);
    expect(logs.text).not.toContain('4915112345678');
    expect(logs.text).not.toContain('duplicate key');
  });

  it('in the query itself are told without schema suggestions', async () => {
    const { errors } = await client.graphql(admin, '{ whoAmi }');
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(errors?.[0]?.message).not.toContain('Did you mean');
    const introspection = await client.graphql(admin, '{ __schema { types { name } } }');
    expect(introspection.errors?.[0]?.message).toMatch(/introspection/i);
  });

  it('of framing have the same form', async () => {
    const unknown = await client.request(admin, { method: 'GET', url: '/nowhere' });
    const form = { method: 'POST', url: '/form', contentType: 'application/json' } as const;
    const broken = await client.request(admin, { ...form, body: '{' });
    const large = await client.request(admin, { ...form, body: JSON.stringify({ text: 'x'.repeat(110_000) }) });
    const type = await client.request(admin, { ...form, body: 'x', contentType: 'text/html' });
    expect([unknown, broken, large, type].map((response) => response.statusCode)).toEqual([404, 422, 413, 415]);
    expect(large.json()).toMatchObject({ code: 'TOO_LARGE', category: 'too_large' });
  });
});

describe('bodies and headers', () => {
  it('parses forms whose hash the token carries', async () => {
    const contentType = 'application/x-www-form-urlencoded';
    const form = await client.request(anonymous, { method: 'POST', url: '/form', body: 'a=1&b=%C3%A4', contentType });
    expect(form.json()).toEqual({ a: '1', b: 'ä' });
  });

  it('streams bulk content of any size', async () => {
    const upload = { method: 'PUT', url: '/upload', body: Buffer.alloc(5_000_000), contentType: 'text/csv' } as const;
    expect((await client.request(operator, upload)).json()).toEqual({ bytes: 5_000_000 });
    expect((await client.request(admin, upload)).statusCode).toBe(403);
  });

  it('sets security headers', async () => {
    const { headers } = await client.request(anonymous, { method: 'GET', url: '/page' });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('health and metrics', () => {
  it('are well once the canary came back', async () => {
    await waitFor(async () => (await app.inject({ method: 'GET', url: '/health' })).statusCode === 200);
    const { body: metrics } = await app.inject({ method: 'GET', url: '/metrics' });
    expect(metrics).toContain('passant_outbox_unsettled 0');
  });
});

describe('dead letters', () => {
  const lose = async () => {
    const rowId = randomUUID();
    const letter = { rowId, job: 'effect.wanted', payload: { id: rowId }, code: 'NEVER_POSSIBLE' };
    await app.get(DeadLetters).record(letter);
    return rowId;
  };
  const replay = (rowId: string, actor: Actor = admin) =>
    client.graphql(actor, `mutation { replayConsentDeadLetter(rowId: "${rowId}") }`);

  it('are listed with their reason, and rung again once', async () => {
    const rowId = await lose();
    const { data } = await client.graphql(admin, '{ consentDeadLetters { rowId job code } }');
    expect(data).toEqual({ consentDeadLetters: [{ rowId, job: 'effect.wanted', code: 'NEVER_POSSIBLE' }] });

    expect((await replay(rowId)).data).toEqual({ replayConsentDeadLetter: true });
    const rung = await app.get(DataSource).query('SELECT job, consumer, settled_at FROM outbox WHERE id = $1', [rowId]);
    expect(rung).toEqual([{ job: 'effect.wanted', consumer: 'consent', settled_at: null }]);
    expect((await replay(rowId)).errors?.[0]?.extensions['code']).toBe('DEAD_LETTER_UNKNOWN');
    const { data: noted } = await client.graphql(admin, `{ sampleActs(subjectId: "${rowId}") { act staffId } }`);
    expect(noted).toEqual({ sampleActs: [{ act: 'replayConsentDeadLetter', staffId: admin.staffId }] });
  });

  it.each(['no-uuid', randomUUID()])('%s is none', async (rowId) => {
    expect((await replay(rowId)).errors?.[0]?.extensions['code']).toBe('DEAD_LETTER_UNKNOWN');
  });

  it('are for admins, and to look at for the privacy officer too', async () => {
    const rowId = await lose();
    for (const actor of [operator, partner, anonymous]) {
      expect((await replay(rowId, actor)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      const { errors } = await client.graphql(actor, '{ consentDeadLetters { rowId } }');
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    const officer: Actor = { kind: 'staff', staffId: 'petra', roles: ['privacy-officer'] };
    expect((await client.graphql(officer, '{ consentDeadLetters { rowId } }')).errors).toBeUndefined();
    expect((await replay(rowId, officer)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('queues', () => {
  const ask = (actor: Actor) => client.graphql(actor, '{ consentQueues { job waiting active delayed failed } }');

  it('are told to admins and the privacy officer alone', async () => {
    for (const actor of [operator, partner, anonymous]) {
      expect((await ask(actor)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    const officer: Actor = { kind: 'staff', staffId: 'petra', roles: ['privacy-officer'] };
    for (const actor of [admin, officer]) expect((await ask(actor)).data).toEqual({ consentQueues: [] });
  });
});

describe('the schema', () => {
  it('says by tags whom a field is for, as its policies do', async () => {
    const schema = await buildSchema([ThingResolver]);
    expect(schema).toMatch(/grow\([^)]*\): Int! @tag\(name: "staff"\)/);
    expect(schema).toMatch(
      /thing\([^)]*\): Thing @tag\(name: "partner"\) @tag\(name: "staff"\)|thing\([^)]*\): Thing @tag\(name: "staff"\) @tag\(name: "partner"\)/,
    );
    expect(schema).toMatch(/withoutPolicy: String!\n/);
  });

  it('is printed with its federation directives, sorted', async () => {
    const schema = await buildSchema([ThingResolver]);
    expect(schema).toContain('@link(url: "https://specs.apollo.dev/federation/v2.12"');
    expect(schema).toContain('type Thing @key(fields: "id")');
    expect(schema).toMatch(/grow[\s\S]*type Query/);
  });
});
