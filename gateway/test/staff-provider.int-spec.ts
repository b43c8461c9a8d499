import { decodeJwt } from 'jose';
import { randomBytes } from 'node:crypto';
import { Authenticator } from '../src/authentication/authenticator';
import { staffIdsOf } from '../src/authentication/staff-claims';
import { analystTokens, staffTokens } from '../src/authentication/token-verifier';
import { SESSION_COOKIE } from '../src/session/cookies';
import { SealedCookies } from '../src/session/sealed-cookies';
import { IDLE_SECONDS, LONGEST_SECONDS, Sessions } from '../src/session/sessions';
import { createStaff, type ExternalStaff } from '../src/staff';
import { FormBrowser, type Page } from './support/form-browser';
import { findFreePort } from './support/free-port';
import { OTHER_CLIENT, OtherProvider, person } from './support/other-provider';
import { CLIENT_ID, TestGateway } from './support/test-gateway';

const CSRF = { 'x-passant-csrf': '1' };
const groups = (...roles: string[]) => ({ realm_access: { roles } });

/** Any OpenID provider may know our staff: here a second one, on a port of its own, with its own words for roles. */
describe('a provider of staff that is not ours', () => {
  const accounts = {
    ada: person(groups('everybody', 'passant-admins')),
    olga: person(groups('passant-operators')),
    visitor: person(groups('everybody')),
    anna: person({ 'https://passant.example/client': CLIENT_ID }),
    feed: { ...groups('passant-operators', 'passant-admins'), owner_sub: 'olga' },
    'admin-robot': { ...groups('passant-admins'), owner_sub: 'ada' },
    stray: groups('passant-operators'),
  };
  let provider: OtherProvider;
  let gateway: TestGateway;
  let settings: { development: true; publicUrl: string; externalStaff: ExternalStaff };
  const sessionKey = randomBytes(32);
  const port = { provider: 0 };

  beforeAll(async () => {
    const publicUrl = `http://127.0.0.1:${await findFreePort()}`;
    port.provider = await findFreePort();
    const issuer = `http://127.0.0.1:${port.provider}`;
    const valuesOfRole = {
      ...{ admin: ['passant-admins'], approver: [], 'privacy-officer': [], agent: [] },
      'network-operator': ['passant-operators'],
    };
    const claims = { roles: 'realm_access.roles', owner: 'owner_sub', analystClient: 'https://passant.example/client' };
    const externalStaff: ExternalStaff = {
      provider: { issuer, ...OTHER_CLIENT, scope: 'openid' },
      claims: { ...claims, valuesOfRole },
    };
    settings = { development: true, publicUrl, externalStaff };
    gateway = await TestGateway.start({ ...settings, sessionKey, developmentStaff: undefined });
  });
  afterAll(async () => {
    await gateway.stop();
    await provider.stop();
  });

  const idOf = (subject: string) => staffIdsOf(provider.issuer)(subject);
  const lastActor = () => gateway.services.insights.seen.filter(({ url }) => url === '/graphql').at(-1)?.claims.actor;

  async function logIn(name: string, to: string): Promise<{ browser: FormBrowser; end: Page }> {
    const browser = new FormBrowser();
    let end = await browser.open(`${gateway.url}/session/login?to=${to}`);
    end = await browser.submit(end, { login: name, password: 'any' });
    if (end.text.includes('name="prompt" value="consent"')) end = await browser.submit(end, {});
    return { browser, end };
  }
  const ask = (browser: FormBrowser) =>
    browser.fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { ...CSRF, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ zones { id } }' }),
    });

  test('may be down when the gateway starts: log-ins wait, and then people come in', async () => {
    const url = `${gateway.url}/session/login?to=/console`;
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(503);
    provider = await OtherProvider.start(port.provider, settings.publicUrl, accounts);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });

  test('its groups are our roles where the environment says so, and ids of people name their provider', async () => {
    const { browser } = await logIn('ada', '/console');
    expect((await ask(browser)).status).toBe(200);
    expect(lastActor()).toEqual({ kind: 'staff', staffId: idOf('ada'), roles: ['admin'] });
    expect(idOf('ada')).toMatch(/^[\w-]{8}:ada$/);
    expect(staffIdsOf('https://another.example')('ada')).not.toBe(idOf('ada'));
  });

  test('who has none of our roles does not come in', async () => {
    expect((await logIn('visitor', '/console')).end.status).toBe(403);
  });

  test('an analyst asks as the client that a claim names', async () => {
    const { browser } = await logIn('anna', '/explore');
    expect((await ask(browser)).status).toBe(200);
    expect(lastActor()).toEqual({ kind: 'partner', clientId: CLIENT_ID });
  });

  test('a program is the person it acts for, brings files and decides nothing', async () => {
    const token = await provider.programToken('feed');
    expect(decodeJwt(token).sub).toBe('feed');
    await gateway.ask('{ zones { id } }', { token });
    expect(lastActor()).toEqual({ kind: 'staff', staffId: idOf('olga'), roles: ['network-operator'] });
    const decides = await gateway.ask('{ zones { id } }', { token: await provider.programToken('admin-robot') });
    expect(decides.status).toBe(401);
  });

  test('a program that acts for nobody is nobody', async () => {
    expect((await gateway.ask('{ zones { id } }', { token: await provider.programToken('stray') })).status).toBe(401);
  });

  describe('a session', () => {
    let sessions: Sessions;
    let cookie: string;
    let nowSeconds: number;
    beforeAll(async () => {
      const staff = (await createStaff(settings))!;
      const kinds = { staff: staffTokens(staff.issuer), analyst: analystTokens(staff.issuer) };
      const authenticator = new Authenticator({ ...kinds, partner: kinds.staff });
      const cookies = new SealedCookies(sessionKey);
      sessions = new Sessions({ publicUrl: settings.publicUrl, provider: staff.provider, authenticator, cookies });
    });
    beforeEach(async () => {
      accounts.ada = person(groups('passant-admins'));
      const { browser } = await logIn('ada', '/console');
      cookie = `${SESSION_COOKIE}=${browser.cookies.get(SESSION_COOKIE)}`;
      nowSeconds = Math.floor(Date.now() / 1_000);
    });

    test('asks the provider again when the token is over: a role taken away is gone within five minutes', async () => {
      expect((await sessions.resume(cookie, nowSeconds + 299 - 10)).session.actor).toMatchObject({ roles: ['admin'] });
      accounts.ada = person(groups('passant-operators'));
      const { session, setCookie } = await sessions.resume(cookie, nowSeconds + 301);
      expect(session.actor).toMatchObject({ roles: ['network-operator'] });
      expect(setCookie).toContain(`${SESSION_COOKIE}=`);
    });

    test('asks once for requests that come together, or a refresh token would pass for stolen', async () => {
      const together = Array.from({ length: 5 }, () => sessions.resume(cookie, nowSeconds + 301));
      for (const { session } of await Promise.all(together)) expect(session.actor).toMatchObject({ kind: 'staff' });
    });

    test('that lies idle is over, and so is one of eight hours', async () => {
      await expect(sessions.resume(cookie, nowSeconds + IDLE_SECONDS + 1)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
      await expect(sessions.resume(cookie, nowSeconds + LONGEST_SECONDS)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    });

    test('that was logged out cannot be refreshed by a copy of its cookie', async () => {
      await sessions.end(cookie, `${settings.publicUrl}/session/ended`);
      await expect(sessions.resume(cookie, nowSeconds + 301)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    });
  });

  test('beside development staff the gateway does not start', async () => {
    const both = { externalStaff: settings.externalStaff };
    await expect(TestGateway.start(both)).rejects.toMatchObject({ code: 'TWO_STAFF_ISSUERS' });
  });
});
