import { randomUUID } from 'node:crypto';
import { type Actor, actorSchema } from '@passant/contracts';
import { anonymous, testStack } from '@passant/testing';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
} from 'jose';
import * as oauth from 'oauth4webapi';
import { zonePlan } from '../../test/artefacts';
import { admin, approver, Insights, partner, PUBLIC_URL } from '../../test/insights';
import { ASSERTION_TYPE } from './domain/parse-token-request';

const stack = testStack({ postgres: true, redis: true });
const ISSUER = `${PUBLIC_URL}/oauth2`;
let insights: Insights;
let credentials: { clientId: string; clientSecret: string };

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
  credentials = await insights.issueCredentials(await insights.createClient());
}, 60_000);
afterAll(() => insights.app.close());

/** What the gateway's proxy does: its own token in front, the caller's `Authorization` and address behind. */
const throughGateway =
  (address = '192.0.2.1') =>
  async (url: string, init: { method: string; headers: Record<string, string>; body?: unknown }): Promise<Response> => {
    const { authorization, ...headers } = init.headers;
    const response = await insights.client.request(anonymous, {
      method: init.method as 'GET' | 'POST',
      url: url.slice(PUBLIC_URL.length),
      headers: {
        'x-forwarded-for': address,
        ...(authorization ? { 'x-forwarded-authorization': authorization } : {}),
        ...(headers['accept'] ? { accept: headers['accept'] } : {}),
      },
      ...(init.body === undefined ? {} : { body: String(init.body), contentType: 'application/x-www-form-urlencoded' }),
    });
    return new Response(response.body, {
      status: response.statusCode,
      headers: Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };

const viaGateway = (address?: string) => ({ [oauth.customFetch]: throughGateway(address) as never });

async function discover(): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(ISSUER);
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...viaGateway() });
  return oauth.processDiscoveryResponse(issuer, response);
}

async function getToken(authentication: oauth.ClientAuth, clientId = credentials.clientId) {
  const server = await discover();
  const client = { client_id: clientId };
  const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, viaGateway());
  return oauth.processClientCredentialsResponse(server, client, response);
}

const token = (form: Record<string, string>, headers: Record<string, string> = {}, actor: Actor = anonymous) =>
  insights.client.request(actor, {
    ...{ method: 'POST', url: '/oauth2/token', contentType: 'application/x-www-form-urlencoded', headers },
    body: new URLSearchParams(form).toString(),
  });

describe('an OAuth client library', () => {
  it.each([
    ['Basic', () => oauth.ClientSecretBasic(credentials.clientSecret)],
    ['the body', () => oauth.ClientSecretPost(credentials.clientSecret)],
  ])('finds the server and gets a token with the secret in %s', async (_, authentication) => {
    const answer = await getToken(authentication());
    expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 300 });
    const { keys } = (
      await insights.client.request(anonymous, { method: 'GET', url: '/oauth2/jwks' })
    ).json<JSONWebKeySet>();
    const { payload } = await jwtVerify(answer.access_token, createLocalJWKSet({ keys }), {
      ...{ issuer: ISSUER, audience: 'passant-graph', typ: 'at+jwt', algorithms: ['EdDSA'] },
    });
    expect(payload).toMatchObject({ sub: credentials.clientId, client_id: credentials.clientId });
    expect(payload.exp! - payload.iat!).toBe(300);
    expect(payload.jti).toBeDefined();
    expect(decodeProtectedHeader(answer.access_token).kid).toBe(keys[0]?.kid);
    expect(actorSchema.parse(partner(payload.sub!))).toEqual(partner(credentials.clientId));
  });

  it('is told about a wrong secret in the words of RFC 6749', async () => {
    await expect(getToken(oauth.ClientSecretBasic('wrong'))).rejects.toMatchObject({ status: 401 });
    await expect(getToken(oauth.ClientSecretPost('wrong'))).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

describe('a client that signs', () => {
  const REGISTER = `mutation ($id: ID!, $jwk: String!) { registerPublicKey(clientId: $id, publicJwk: $jwk) { clientId method } }`;

  async function makeKey(algorithm: 'EdDSA' | 'ES256') {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    return { privateKey, publicJwk: JSON.stringify(await exportJWK(publicKey)), kid: 'mine' };
  }

  async function register(publicJwk: string): Promise<string> {
    const id = await insights.createClient();
    const { registerPublicKey } = await insights.ask<{ registerPublicKey: { clientId: string; method: string } }>(
      admin,
      REGISTER,
      { id, jwk: publicJwk },
    );
    expect(registerPublicKey.method).toBe('private_key_jwt');
    return registerPublicKey.clientId;
  }

  const assertionFor = (clientId: string, overrides: Record<string, unknown> = {}) =>
    new SignJWT({ jti: randomUUID(), ...overrides })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(ISSUER)
      .setIssuedAt()
      .setExpirationTime('60s');
  const sendAssertion = (assertion: string, address = '203.0.113.1') =>
    token(
      { grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion },
      { 'x-forwarded-for': address },
    );

  it.each(['EdDSA', 'ES256'] as const)('gets a token by a library that signs with %s', async (algorithm) => {
    const key = await makeKey(algorithm);
    const clientId = await register(key.publicJwk);
    const answer = await getToken(oauth.PrivateKeyJwt({ key: key.privateKey, kid: key.kid }), clientId);
    expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 300 });
    expect((await discover()).token_endpoint_auth_methods_supported).toContain('private_key_jwt');
    const stranger = await makeKey(algorithm);
    await expect(
      getToken(oauth.PrivateKeyJwt({ key: stranger.privateKey, kid: key.kid }), clientId),
    ).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('is believed once: the same assertion again is refused, also when many come at once', async () => {
    const key = await makeKey('EdDSA');
    const clientId = await register(key.publicJwk);
    const assertion = await assertionFor(clientId).sign(key.privateKey);
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await sendAssertion(assertion)).statusCode),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect((await sendAssertion(assertion)).json()).toMatchObject({ error: 'invalid_client' });
    expect((await sendAssertion(await assertionFor(clientId).sign(key.privateKey))).statusCode).toBe(200);
  });

  it.each([
    ['for another server', { aud: 'https://elsewhere.example' }],
    ['that is over', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['of a long life', { exp: Math.floor(Date.now() / 1000) + 3600 }],
    ['of another issuer', { iss: 'somebody' }],
    ['without an id of its own', { jti: undefined }],
  ])('is refused with an assertion %s', async (_, overrides) => {
    const key = await makeKey('EdDSA');
    const clientId = await register(key.publicJwk);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: ISSUER,
      iat: now,
      exp: now + 60,
      jti: randomUUID(),
      ...overrides,
    };
    const assertion = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(key.privateKey);
    const response = await sendAssertion(assertion, '203.0.113.2');
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([401, 'invalid_client']);
  });

  it('is not fooled by an unsigned assertion, or by one signed with the public key as a secret', async () => {
    const key = await makeKey('EdDSA');
    const clientId = await register(key.publicJwk);
    const [, payload] = (await assertionFor(clientId).sign(key.privateKey)).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const secret = Buffer.from(key.publicJwk);
    const confused = await new SignJWT({ jti: 'x', iss: clientId, sub: clientId, aud: ISSUER })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('60s')
      .sign(secret);
    for (const assertion of [none, confused]) {
      expect((await sendAssertion(assertion, '203.0.113.3')).statusCode).toBe(401);
    }
  });

  it('cannot register a private key, a key of another kind or nonsense', async () => {
    const id = await insights.createClient();
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const bad = [JSON.stringify(await exportJWK(privateKey)), '{"kty":"RSA","n":"x","e":"AQAB"}', 'nonsense'];
    for (const jwk of bad) {
      const refused = await insights.refusal(admin, REGISTER, { id, jwk });
      expect(refused.code).toBe('PUBLIC_KEY_INVALID');
      expect(refused.message).not.toContain(jwk);
    }
    const key = await makeKey('EdDSA');
    expect(await insights.refusal(approver, REGISTER, { id, jwk: key.publicJwk })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('changes its key, both good for as long as they overlap', async () => {
    const [old, young] = [await makeKey('EdDSA'), await makeKey('ES256')];
    const clientId = await register(old.publicJwk);
    const rotate = `mutation ($id: ID!, $jwk: String!, $hours: Int!) {
      rotatePublicKey(clientId: $id, publicJwk: $jwk, overlapHours: $hours) { clientId } }`;
    await insights.ask(admin, rotate, { id: clientId, jwk: young.publicJwk, hours: 1 });
    const get = ({ privateKey }: typeof old) => getToken(oauth.PrivateKeyJwt({ key: privateKey }), clientId);
    await expect(get(old)).resolves.toBeDefined();
    await expect(get(young)).resolves.toBeDefined();
    await insights.dataSource.query(`UPDATE api_client SET previous_until = now() WHERE id = $1`, [clientId]);
    await expect(get(old)).rejects.toMatchObject({ error: 'invalid_client' });
    await expect(get(young)).resolves.toBeDefined();
  });
});

describe('the token endpoint', () => {
  it('publishes no private key', async () => {
    const { keys } = (
      await insights.client.request(anonymous, { method: 'GET', url: '/oauth2/jwks' })
    ).json<JSONWebKeySet>();
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('describes itself at both addresses', async () => {
    for (const url of [
      '/oauth2/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/oauth2',
    ]) {
      const response = await insights.client.request(anonymous, { method: 'GET', url });
      expect(response.json()).toMatchObject({ issuer: ISSUER, token_endpoint: `${ISSUER}/token` });
    }
  });

  it.each([
    ['no form', {}, 400, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a scope', { grant_type: 'client_credentials', scope: 'x' }, 400, 'invalid_scope'],
    ['nobody', { grant_type: 'client_credentials' }, 401, 'invalid_client'],
    [
      'a client that is none',
      { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' },
      401,
      'invalid_client',
    ],
  ] as [string, Record<string, string>, number, string][])('refuses %s', async (_, form, status, error) => {
    const response = await token(form, { 'x-forwarded-for': '192.0.2.9' });
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([status, error]);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('offers Basic to who tried Basic', async () => {
    const response = await token({ grant_type: 'client_credentials' }, { 'x-forwarded-authorization': 'Basic eDp5' });
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toMatch(/^Basic/);
  });

  it('is not reachable around the gateway', async () => {
    const response = await insights.app.inject({ method: 'POST', url: '/oauth2/token' });
    expect(response.statusCode).toBe(401);
  });

  it('gives nobody more than ten tries, and nobody else less', async () => {
    const form = { grant_type: 'client_credentials', client_id: credentials.clientId, client_secret: 'guess' };
    const attempt = async (secret: string, address: string) =>
      (await token({ ...form, client_secret: secret }, { 'x-forwarded-for': address })).statusCode;
    for (let tries = 0; tries < 10; tries += 1) expect(await attempt('guess', '198.51.100.7')).toBe(401);
    expect(await attempt('guess', '198.51.100.7')).toBe(429);
    const limited = await token(
      { ...form, client_secret: credentials.clientSecret },
      { 'x-forwarded-for': '198.51.100.7' },
    );
    expect(limited.statusCode).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(await attempt(credentials.clientSecret, '198.51.100.8')).toBe(200);
  });
});

describe('credentials', () => {
  it('are shown once: no secret is stored', async () => {
    const rows = await insights.dataSource.query('SELECT row_to_json(api_client)::text AS row FROM api_client');
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(credentials.clientSecret);
    expect(stored).toContain('scrypt$');
  });

  it('are rotated: one client id, a new secret, the old one good while they overlap', async () => {
    const { clientId, oauthId, actor } = await insights.signUp();
    const rotate = `mutation ($id: ID!, $hours: Int!) {
      rotateCredentials(clientId: $id, overlapHours: $hours) { clientId clientSecret } }`;
    type Rotated = { rotateCredentials: { clientId: string; clientSecret: string } };
    const renew = async (hours: number) =>
      (await insights.ask<Rotated>(admin, rotate, { id: oauthId, hours })).rotateCredentials;
    const [first, second] = [await renew(0), await renew(24)];
    expect(second.clientId).toBe(oauthId);
    for (const { clientSecret } of [first, second]) {
      await expect(getToken(oauth.ClientSecretPost(clientSecret), oauthId)).resolves.toBeDefined();
    }
    await renew(0);
    for (const { clientSecret } of [first, second]) {
      await expect(getToken(oauth.ClientSecretPost(clientSecret), oauthId)).rejects.toMatchObject({
        error: 'invalid_client',
      });
    }
    expect(await insights.ask(actor, '{ zones { id } }')).toBeDefined();
    const list = 'query ($id: ID!) { apiClients(clientId: $id) { clientId method createdBy revokedAt revokedBy } }';
    await insights.ask(admin, 'mutation ($id: ID!) { revokeCredentials(clientId: $id) }', { id: oauthId });
    const { apiClients } = await insights.ask<{ apiClients: { revokedAt: string }[] }>(admin, list, { id: clientId });
    expect(apiClients).toEqual([
      {
        ...{ clientId: oauthId, method: 'secret', createdBy: 'ada-admin' },
        ...{ revokedAt: expect.any(String), revokedBy: 'ada-admin' },
      },
    ]);
    expect(await insights.refusal(admin, rotate, { id: oauthId, hours: 1 })).toMatchObject({
      code: 'CREDENTIALS_UNKNOWN',
    });
    expect(await insights.refusal(admin, rotate, { id: oauthId, hours: 721 })).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('are worth nothing the moment they are revoked, tokens included; others of the client stay', async () => {
    const { actor, oauthId, clientId } = await insights.signUp();
    const other = await insights.issueCredentials(clientId);
    expect(await insights.ask(actor, '{ zones { id } }')).toBeDefined();
    const revoke = 'mutation ($id: ID!) { revokeCredentials(clientId: $id) }';
    expect(await insights.refusal(approver, revoke, { id: oauthId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await insights.ask(admin, revoke, { id: oauthId })).toEqual({ revokeCredentials: true });
    expect(await insights.refusal(actor, '{ zones { id } }')).toMatchObject({ code: 'CREDENTIALS_REVOKED' });
    expect(await insights.refusal(admin, revoke, { id: oauthId })).toMatchObject({ code: 'CREDENTIALS_UNKNOWN' });
    expect(await insights.ask(partner(other.clientId), '{ zones { id } }')).toBeDefined();
    await expect(getToken(oauth.ClientSecretPost(other.clientSecret), other.clientId)).resolves.toBeDefined();
  });
});
