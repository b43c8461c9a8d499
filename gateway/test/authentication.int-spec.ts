import { createPublicKey } from 'node:crypto';
import { waitFor } from '@passant/testing';
import { ed25519, confusedToken, signToken, unsignedToken, toJwks } from './support/test-tokens';
import { CLIENT_ID, PUBLIC_URL, SECRET, TestGateway } from './support/test-gateway';

const STAFF_CLAIMS = { sub: 'nora-network', roles: ['network-operator'] };
const now = () => Math.floor(Date.now() / 1_000);
const partnerClaims = () => ({
  iss: `${PUBLIC_URL}/oauth2`,
  aud: 'passant-graph',
  client_id: CLIENT_ID,
  iat: now(),
  exp: now() + 60,
});

/** Every way to come to the door. The first two are keys; nothing else opens anything. */
const TOKENS: Record<string, (gateway: TestGateway) => Promise<string | undefined> | string | undefined> = {
  'a partner token': (gateway) => gateway.partnerToken(),
  'a staff token': (gateway) => gateway.staffToken(),
  'no token': () => undefined,
  'a word': () => 'let-me-in',
  'an unsigned partner token': () => unsignedToken(partnerClaims()),
  'a partner token signed with the public key as a secret': ({ keys }) =>
    confusedToken(partnerClaims(), keys.partner.publicKey),
  'an expired partner token': (gateway) => gateway.partnerToken({ issuedSecondsAgo: 400 }),
  'a partner token that lives for an hour': (gateway) =>
    gateway.partnerToken({ issuedSecondsAgo: 1_800, lifeSeconds: 3_600 }),
  'a partner token from the future': (gateway) => gateway.partnerToken({ issuedSecondsAgo: -60 }),
  'a partner token of another audience': (gateway) => gateway.partnerToken({ audience: 'passant-staff' }),
  'a partner token of another type': (gateway) => gateway.partnerToken({ type: 'JWT' }),
  'a partner token without a client': (gateway) => gateway.partnerToken({ claims: { sub: 'me' } }),
  'a partner token of an unknown key': (gateway) =>
    gateway.partnerToken({ key: ed25519().privateKey, keyId: 'unknown' }),
  'a partner token signed by the staff key': (gateway) => gateway.partnerToken({ key: gateway.keys.staff.privateKey }),
  'a staff token signed by the partner key': ({ keys }) =>
    signToken({
      issuer: `${PUBLIC_URL}/oidc`,
      audience: 'passant-staff',
      key: keys.partner.privateKey,
      claims: STAFF_CLAIMS,
    }),
  'a staff token for the graph of partners': ({ keys }) =>
    signToken({
      issuer: `${PUBLIC_URL}/oidc`,
      audience: 'passant-graph',
      key: keys.staff.privateKey,
      claims: { ...STAFF_CLAIMS, client_id: CLIENT_ID },
    }),
  'a partner token with staff roles under the staff issuer': (gateway) =>
    gateway.partnerToken({ issuer: `${PUBLIC_URL}/oidc`, audience: 'passant-staff', claims: STAFF_CLAIMS }),
  'a staff token with a role nobody has': ({ keys }) =>
    signToken({
      issuer: `${PUBLIC_URL}/oidc`,
      audience: 'passant-staff',
      key: keys.staff.privateKey,
      claims: { sub: 'nora-network', roles: ['root'] },
    }),
  "a subscriber's token": ({ keys }) =>
    signToken({ issuer: `${PUBLIC_URL}/decide`, audience: 'passant-decide', key: keys.partner.privateKey }),
  "the gateway's own token": ({ keys }) =>
    signToken({
      issuer: 'passant-gateway',
      audience: 'insights',
      type: 'passant-internal+jwt',
      key: keys.gateway.privateKey,
    }),
};
const OPENS: Record<string, readonly string[]> = {
  'a partner token': ['/graphql'],
  'a staff token': ['/graphql', '/uploads/events', '/registry/subscribers'],
};
const ROUTES = ['/graphql', '/uploads/events', '/registry/subscribers'];

describe('who gets in', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const knock = (route: string, token: string | undefined) =>
    fetch(`${gateway.url}${route}`, {
      method: route === '/graphql' ? 'POST' : 'PUT',
      headers: {
        'content-type': route === '/graphql' ? 'application/json' : 'text/csv',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: route === '/graphql' ? JSON.stringify({ query: '{ zones { id } }' }) : 'a,b\n',
    });

  const table = Object.keys(TOKENS).flatMap((kind) => ROUTES.map((route) => ({ kind, route })));
  test.each(table)('$kind at $route', async ({ kind, route }) => {
    const response = await knock(route, await TOKENS[kind]?.(gateway));
    expect(response.status).toBe(OPENS[kind]?.includes(route) ? 200 : 401);
    if (response.status === 401) {
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
      expect(await response.text()).toContain('UNAUTHENTICATED');
    }
  });

  test.each([
    '/decide',
    '/transparency',
    '/ledger',
    '/privacy-report/some-release',
    '/oauth2/token',
    '/dev/inbox',
    '/health',
  ])('anyone at %s, without a word about who they are', async (route) => {
    expect((await fetch(`${gateway.url}${route}`)).status).toBe(200);
    const seen = Object.values(gateway.services).flatMap((service) => service.seen.filter(({ url }) => url === route));
    expect(seen.map(({ claims }) => claims.actor)).toEqual(route === '/health' ? [] : [{ kind: 'anonymous' }]);
  });

  test('nothing of the body is read before the caller is known', async () => {
    const bodies = ['{ this is not even JSON', '{', JSON.stringify({ query: `{ ${'zones { id } '.repeat(50_000)} }` })];
    for (const body of bodies) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
      expect(response.status).toBe(401);
    }
  });

  test('introspection without a token is a 401, as everything else', async () => {
    const response = await fetch(`${gateway.url}/graphql?query=%7B__schema%7Btypes%7Bname%7D%7D%7D`);
    expect(response.status).toBe(401);
  });

  test('subgraphs learn who asks from the token alone', async () => {
    await gateway.ask('{ zones { id } }');
    await gateway.ask('{ batches }', { token: await gateway.staffToken() });
    expect(gateway.services.insights.seen.at(-1)?.claims.actor).toEqual({ kind: 'partner', clientId: CLIENT_ID });
    expect(gateway.services.ingestion.seen.at(-1)?.claims.actor).toEqual({
      kind: 'staff',
      staffId: 'nora-network',
      roles: ['network-operator'],
    });
  });
});

describe('keys of partner tokens', () => {
  let gateway: TestGateway;
  afterEach(() => gateway.stop());

  test('insights may be down when the gateway starts: partners wait, staff do not, and then partners come in', async () => {
    gateway = await TestGateway.start({}, ['insights']);
    const refused = await gateway.ask('{ zones { id } }');
    expect(refused.status).toBe(503);
    expect(refused.errors?.[0]?.extensions?.['code']).toBe('SERVICE_UNAVAILABLE');
    const staff = await gateway.ask('{ batches }', { token: await gateway.staffToken() });
    expect(staff.data).toEqual({ batches: ['first'] });

    await gateway.services.insights.start();
    expect((await gateway.ask('{ zones { id } }')).status).toBe(200);
  });

  test('a new signing key is found by its id, and a flood of unknown ids asks insights once', async () => {
    gateway = await TestGateway.start();
    await gateway.ask('{ zones { id } }');
    const next = ed25519();
    gateway.services.insights.jwks = await toJwks('partner-2', next);
    const rotated = { key: next.privateKey, keyId: 'partner-2' };
    await waitFor(async () => {
      const token = await gateway.partnerToken(rotated);
      return (await gateway.ask('{ zones { id } }', { token })).status === 200;
    });

    const fetched = () => gateway.services.insights.seen.filter(({ url }) => url === '/oauth2/jwks').length;
    const before = fetched();
    for (let i = 0; i < 50; i += 1) {
      const token = await gateway.partnerToken({ keyId: `made-up-${i}` });
      expect((await gateway.ask('{ zones { id } }', { token })).status).toBe(401);
    }
    expect(fetched() - before).toBeLessThanOrEqual(1);
  });
});

describe('the development issuer of staff tokens', () => {
  test('refuses to exist outside development', async () => {
    await expect(TestGateway.start({ development: false })).rejects.toMatchObject({ code: 'DEVELOPMENT_ONLY' });
  });

  test('outside development there is no such address, and nobody is staff', async () => {
    const gateway = await TestGateway.start({ development: false, developmentStaff: undefined });
    expect((await fetch(`${gateway.url}/oidc/token`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${gateway.url}/dev/inbox`)).status).toBe(404);
    const { keys } = gateway;
    const parts = { issuer: `${PUBLIC_URL}/oidc`, audience: 'passant-staff', key: keys.staff.privateKey };
    const token = await signToken({ ...parts, claims: STAFF_CLAIMS });
    expect((await gateway.ask('{ batches }', { token })).status).toBe(401);
    await gateway.stop();
  });

  test('takes the secret by body or Basic, refuses a wrong one, publishes only the public key', async () => {
    const gateway = await TestGateway.start();
    const ask = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${gateway.url}/oidc/token`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
      });
    const basic = `Basic ${Buffer.from(`nora-network:${SECRET}`).toString('base64')}`;

    expect((await ask({ client_id: 'nora-network', client_secret: SECRET })).status).toBe(200);
    expect((await ask({}, { authorization: basic })).status).toBe(200);
    expect((await ask({ client_id: 'nora-network', client_secret: 'wrong' })).status).toBe(401);
    expect((await ask({ client_id: 'nobody', client_secret: SECRET })).status).toBe(401);
    expect((await ask({ grant_type: 'password', client_id: 'nora-network', client_secret: SECRET })).status).toBe(400);
    const jwks = (await (await fetch(`${gateway.url}/oidc/jwks`)).json()) as { keys: object[] };
    expect(jwks.keys).toHaveLength(1);
    expect(jwks.keys[0]).not.toHaveProperty('d');
    expect(() => createPublicKey({ key: jwks.keys[0] as never, format: 'jwk' })).not.toThrow();
    await gateway.stop();
  });
});
