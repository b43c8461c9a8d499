import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { FormBrowser, type Page } from './support/form-browser';
import { findFreePort } from './support/free-port';
import { CLIENT_ID, PASSWORD, SECRET, TestGateway } from './support/test-gateway';

const REDIRECT = 'http://127.0.0.1:45678/callback';
const JSON_BODY = { 'content-type': 'application/json' };
const ZONES = JSON.stringify({ query: '{ zones { id } }' });

describe('log-in at the development issuer', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start({ publicUrl: `http://127.0.0.1:${await findFreePort()}` });
  });
  afterAll(() => gateway.stop());

  const logIn = (browser: FormBrowser, page: Page, name: string, password = PASSWORD) =>
    browser.submit(page, { name, password });
  const actorsAtInsights = () =>
    gateway.services.insights.seen.filter(({ url }) => url === '/graphql').map(({ claims }) => claims.actor);

  describe('by a program of a member of staff (openid-client)', () => {
    const discover = () =>
      oidc.discovery(new URL(`${gateway.url}/oidc`), 'passant-native', undefined, oidc.None(), {
        execute: [oidc.allowInsecureRequests],
      });

    async function askForCode(configuration: oidc.Configuration, resource: string) {
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const checks = { expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() };
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: REDIRECT,
        scope: 'openid',
        resource,
        state: checks.expectedState,
        nonce: checks.expectedNonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, checks: { ...checks, pkceCodeVerifier: codeVerifier, idTokenExpected: true } };
    }

    async function getToken(name: string, resource: string): Promise<string> {
      const configuration = await discover();
      const { url, checks } = await askForCode(configuration, resource);
      const browser = new FormBrowser();
      const back = await logIn(browser, await browser.open(url), name);
      return (await oidc.authorizationCodeGrant(configuration, back.url, checks)).access_token;
    }

    test('code and PKCE give a token of five minutes at most for our audience, good at the graph', async () => {
      const token = await getToken('ada-admin', 'urn:passant:staff');
      const claims = decodeJwt(token);
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
      expect(claims).toMatchObject({ iss: `${gateway.url}/oidc`, aud: 'passant-staff', sub: 'ada-admin' });
      expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(300);
      expect((await gateway.ask('{ zones { id } }', { token })).status).toBe(200);
      expect(actorsAtInsights().at(-1)).toEqual({ kind: 'staff', staffId: 'ada-admin', roles: ['admin', 'approver'] });
    });

    test('an analyst asks as the client they are bound to, and is no staff', async () => {
      const token = await getToken('anna-analyst', 'urn:passant:analyst');
      expect((await gateway.ask('{ zones { id } }', { token })).status).toBe(200);
      expect(actorsAtInsights().at(-1)).toEqual({ kind: 'partner', clientId: CLIENT_ID });
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
      expect((await fetch(`${gateway.url}/uploads/events`, { method: 'PUT', headers, body: 'a' })).status).toBe(401);
    });

    test.each([
      ['an analyst, for staff', 'anna-analyst', 'urn:passant:staff'],
      ['a member of staff, as an analyst', 'ada-admin', 'urn:passant:analyst'],
    ])('%s: the token opens nothing', async (_who, name, resource) => {
      const token = await getToken(name, resource);
      expect((await gateway.ask('{ zones { id } }', { token })).status).toBe(401);
    });

    test('without PKCE there is no log-in page, and a wrong verifier gets no token', async () => {
      const configuration = await discover();
      const { url, checks } = await askForCode(configuration, 'urn:passant:staff');
      const plain = new URL(url);
      for (const name of ['code_challenge', 'code_challenge_method']) plain.searchParams.delete(name);
      expect((await new FormBrowser().open(plain)).url.searchParams.get('error')).toBe('invalid_request');

      const browser = new FormBrowser();
      const back = await logIn(browser, await browser.open(url), 'ada-admin');
      const wrong = { ...checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
      await expect(oidc.authorizationCodeGrant(configuration, back.url, wrong)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });

    test('the page works without a script and asks nobody else; a wrong password says so and not which part', async () => {
      const { url } = await askForCode(await discover(), 'urn:passant:staff');
      const browser = new FormBrowser();
      const page = await browser.open(url);
      expect(page.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-/,
      );
      expect(page.text).not.toMatch(/<script|https?:\/\/(?!127)/);
      const answers = [
        await logIn(browser, page, 'ada-admin', 'not-the-password'),
        await logIn(browser, page, 'nobody'),
      ];
      for (const { status, text } of answers) {
        expect(status).toBe(401);
        expect(text).toContain('User name or password is wrong.');
      }
      const injected = await logIn(browser, page, '"><script>alert(1)</script>');
      expect(injected.text).not.toContain('<script');
      expect((await logIn(browser, page, 'ada-admin')).url.searchParams.get('code')).toMatch(/./);
    });

    test('a password is not guessed: after ten wrong ones the account waits', async () => {
      const { url } = await askForCode(await discover(), 'urn:passant:staff');
      const browser = new FormBrowser();
      const page = await browser.open(url);
      const statuses: number[] = [];
      for (let i = 0; i < 11; i += 1) statuses.push((await logIn(browser, page, 'nora-network', `guess-${i}`)).status);
      expect(statuses.slice(-1)).toEqual([429]);
    });
  });

  test("a program acts for its owner: the same person, whatever the account's name", async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'nora-feed',
      client_secret: SECRET,
    });
    const answer = await fetch(`${gateway.url}/oidc/token`, { method: 'POST', body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    await gateway.ask('{ zones { id } }', { token });
    expect(actorsAtInsights().at(-1)).toMatchObject({ kind: 'staff', staffId: 'nora-network' });
  });

  describe('at the pages', () => {
    async function openSession(name: string, to: string): Promise<{ browser: FormBrowser; end: Page }> {
      const browser = new FormBrowser();
      const page = await browser.open(`${gateway.url}/session/login?to=${encodeURIComponent(to)}`);
      return { browser, end: await logIn(browser, page, name) };
    }
    const ask = (browser: FormBrowser, headers: Record<string, string>) =>
      browser.fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: ZONES });
    const CSRF = { 'x-passant-csrf': '1' };

    test('the session is a sealed cookie for this host alone, and leads on to the page', async () => {
      const { browser, end } = await openSession('ada-admin', '/console/contracts?state=draft');
      expect(end.status).toBe(200);
      expect(end.text).toContain('content="0;url=/console/contracts?state=draft"');
      const cookie = browser.setCookies.find((line) => line.startsWith('__Host-staff='));
      expect(cookie).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
      expect(Buffer.from(cookie?.split(/[=.]/)[1] ?? '', 'base64url').toString()).toContain('"alg":"dir"');
      const who = await browser.fetch(`${gateway.url}/session`, { headers: CSRF });
      expect(await who.json()).toEqual({
        actor: { kind: 'staff', staffId: 'ada-admin', roles: ['admin', 'approver'] },
      });
    });

    test('the graph answers it, but only to a page of this site', async () => {
      const { browser } = await openSession('ada-admin', '/console');
      expect((await ask(browser, CSRF)).status).toBe(200);
      expect((await ask(browser, {})).status).toBe(403);
      expect((await ask(browser, { ...CSRF, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    });

    test('staff send files from a page by it: streamed, and the log-in itself stays at the gateway', async () => {
      const upload = async (browser: FormBrowser, headers: Record<string, string>) => {
        const sent = { method: 'PUT', headers: { ...headers, 'content-type': 'text/csv' }, body: 'a' };
        return (await browser.fetch(`${gateway.url}/uploads/events`, sent)).status;
      };
      const { browser } = await openSession('ada-admin', '/console');
      expect(await upload(browser, CSRF)).toBe(200);
      const seen = gateway.services.ingestion.seen.at(-1);
      expect(seen?.claims.actor).toMatchObject({ kind: 'staff', staffId: 'ada-admin' });
      expect(seen?.headers.cookie).toBeUndefined();
      expect(await upload(browser, {})).toBe(403);
      expect(await upload(browser, { ...CSRF, 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await upload((await openSession('anna-analyst', '/explore')).browser, CSRF)).toBe(401);
      expect(await upload(new FormBrowser(), CSRF)).toBe(401);
      const registry = { method: 'PUT', headers: { ...CSRF, 'content-type': 'text/csv' }, body: 'a' };
      expect((await browser.fetch(`${gateway.url}/registry/leipzig/subscribers`, registry)).status).toBe(401);
    });

    test('the explorer is for analysts, the console for staff', async () => {
      const { browser } = await openSession('anna-analyst', '/explore');
      expect((await ask(browser, CSRF)).status).toBe(200);
      expect(actorsAtInsights().at(-1)).toEqual({ kind: 'partner', clientId: CLIENT_ID });
      expect((await openSession('anna-analyst', '/console')).end.status).toBe(403);
      expect((await openSession('ada-admin', '/explore')).end.status).toBe(403);
    });

    test('a changed cookie is none, nor is one of the log-in', async () => {
      const { browser } = await openSession('ada-admin', '/console');
      const sealed = browser.cookies.get('__Host-staff') ?? '';
      browser.cookies.set('__Host-staff', `${sealed.slice(0, -4)}AAAA`);
      expect((await ask(browser, CSRF)).status).toBe(401);
      const begun = new FormBrowser();
      await begun.open(`${gateway.url}/session/login?to=/console`);
      begun.cookies.set('__Host-staff', begun.cookies.get('__Host-staff-login') ?? '');
      expect((await ask(begun, CSRF)).status).toBe(401);
    });

    test('a code that belongs to another browser does not log in', async () => {
      const victim = new FormBrowser();
      await victim.open(`${gateway.url}/session/login?to=/console`);
      const page = await victim.open(`${gateway.url}/session/callback?code=stolen&state=made-up`);
      expect(page.status).toBe(403);
      expect(victim.cookies.has('__Host-staff')).toBe(false);
    });

    test.each([
      'https://elsewhere.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/graphql',
      '/consolation',
      '',
    ])('a log-in does not lead to %s', async (to) => {
      const url = `${gateway.url}/session/login?to=${encodeURIComponent(to)}`;
      expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
    });

    test('logging out ends it here and at the provider', async () => {
      const { browser } = await openSession('ada-admin', '/console');
      const url = `${gateway.url}/session/logout`;
      expect((await browser.open(url, { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(
        403,
      );
      const question = await browser.open(url, { method: 'POST', headers: { origin: gateway.url } });
      const ended = await browser.submit(question, { logout: 'yes' });
      expect(ended.url.pathname).toBe('/session/ended');
      expect((await ask(browser, CSRF)).status).toBe(401);
      const again = await browser.open(`${gateway.url}/session/login?to=/console`);
      expect(again.text).toContain('name="password"');
    });
  });
});
