import { testStack } from '@passant/testing';
import { ConsentApp, numberOf } from './consent-app';
import type { Page, PageClient } from './page-client';

describe('5.3, 5.4 what goes wrong on the decision page', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  let address = 0;
  const browse = (): PageClient => {
    address += 1;
    return consent.browse('en', `198.51.100.${address}`);
  };
  const logIn = (browser: PageClient, number: string): Promise<Page> =>
    browser.logIn(number, () => consent.codeFor(number));
  const choose = async (browser: PageClient, fields: Record<string, string>): Promise<Page> =>
    browser.submit(await browser.get('/decide/change'), '/decide/check', fields);
  const PRESENCE = 'place-statistics.presence';

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack);
    await consent.approveMarket();
    await consent.importPeople([1, 2, 3, 4, 5].map((index) => ({ number: numberOf(index), purposes: [] })));
  }, 60_000);
  afterAll(() => consent.close());

  describe('a session that somebody stole', () => {
    it('changes nothing without a form of its own page, and is of no use for another line', async () => {
      const [owner, thief] = [browse(), browse()];
      await logIn(owner, numberOf(1));
      thief.takeCookiesOf(owner);
      const form = await choose(owner, { [PRESENCE]: 'allow' });
      const forged = await thief.submit(form, '/decide/confirm', { csrf: 'x'.repeat(43) });
      expect(forged.path).toContain('/decide/signed-out');
      const other = browse();
      await logIn(other, numberOf(2));
      // The form of another session, with this session's cookie.
      const foreign = await thief.submit(await choose(other, { [PRESENCE]: 'allow' }), '/decide/confirm');
      expect(foreign.path).toContain('/decide/signed-out');
      expect(await consent.sql(`SELECT 1 FROM decision`)).toEqual([]);
    });

    it('leaves a trace of whatever it does, and ends everywhere when the person signs out', async () => {
      const [owner, thief] = [browse(), browse()];
      await logIn(owner, numberOf(1));
      thief.takeCookiesOf(owner);
      await thief.submit(await choose(thief, { [PRESENCE]: 'allow' }), '/decide/confirm');
      const status = await owner.get('/decide/status');
      expect(status.html).toMatch(/\/decide\/receipt\?reference=[\w-]+/);
      await owner.submit(await owner.get('/decide/withdraw'), '/decide/confirm');
      await owner.submit(await owner.get('/decide/status'), '/decide/sign-out');
      expect((await thief.get('/decide/status')).path).toContain('/decide/signed-out');
      expect((await thief.get('/decide/data')).path).toContain('/decide/signed-out');
      expect(await consent.sql(`SELECT DISTINCT state FROM decision ORDER BY state`)).toEqual([
        { state: 'given' },
        { state: 'withdrawn' },
      ]);
    });
  });

  it('two tabs that decide at once are two decisions: both are kept, the later one stands, both are told', async () => {
    const browser = browse();
    await logIn(browser, numberOf(3));
    await browser.submit(await choose(browser, { [PRESENCE]: 'allow' }), '/decide/confirm');
    const withdraw = await browser.get('/decide/withdraw');
    const more = await choose(browser, { [PRESENCE]: 'allow', 'place-statistics.movement': 'allow' });
    const told = await Promise.all([
      browser.submit(withdraw, '/decide/confirm'),
      browser.submit(more, '/decide/confirm'),
    ]);
    expect(told.map(({ path }) => path.split('?')[0])).toEqual(['/decide/done', '/decide/done']);
    const decisions = await consent.sql<{ kind: string; state: string; times: number }>(
      `SELECT data_kind AS kind, state, count(*)::int AS times FROM decision WHERE subscriber_id IN (
         SELECT subscriber_id FROM decision WHERE data_kind = 'movement') GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(decisions).toEqual([
      { kind: 'movement', state: 'given', times: 1 },
      { kind: 'presence', state: 'given', times: 1 },
      { kind: 'presence', state: 'withdrawn', times: 1 },
    ]);
    const [last] = await consent.sql<{ state: string }>(
      `SELECT state FROM decision WHERE data_kind = 'presence' AND subscriber_id IN (
         SELECT subscriber_id FROM decision WHERE data_kind = 'movement') ORDER BY decided_at DESC LIMIT 1`,
    );
    const { html } = await browser.get('/decide/status');
    expect(html.includes('Not allowed (withdrawn)')).toBe(last!.state === 'withdrawn');
  });

  it('a tab that was left open shows once more what it would change before it changes anything', async () => {
    const browser = browse();
    await logIn(browser, numberOf(4));
    const old = await browser.get('/decide/change'); // everything stands at no
    await browser.submit(await choose(browser, { [PRESENCE]: 'allow' }), '/decide/confirm');
    const check = await browser.submit(old, '/decide/check', { 'public-planning.presence': 'allow' });
    expect(check.html.match(/<input type="hidden" name="[a-z-]+\.[a-z-]+"/g)).toHaveLength(2);
    expect((await browser.get('/decide/status')).html).toContain('<dd>Allowed ');
  });

  describe('a log-in by letter', () => {
    it('is taken from its own page only: no other site logs anybody in, orders letters or uses up tries', async () => {
      const [browser, other] = [browse(), browse()];
      const form = await browser.get('/decide/letter');
      for (const [action, fields] of [
        ['/decide/letter-log-in', { number: numberOf(5), code: 'AAAA-AAAA-AAAA' }],
        ['/decide/letter?', { number: numberOf(5) }],
      ] as const) {
        const foreign = await other.submit(form, action, fields);
        expect([foreign.status, foreign.path.split('?')[0]]).toEqual([200, '/decide/letter']);
      }
      expect(await consent.sql(`SELECT 1 FROM letter_code`)).toEqual([]);
      expect(await consent.sql(`SELECT 1 FROM letter_try`)).toEqual([]);
    });

    it('is tried twenty times an hour from an address, whoever’s code it is', async () => {
      const browser = browse();
      const form = await browser.get('/decide/letter');
      const attempt = async (index: number): Promise<number> =>
        (
          await browser.submit(form, '/decide/letter-log-in', {
            number: numberOf(100 + index),
            code: 'AAAA-AAAA-AAAA',
          })
        ).status;
      const statuses = await Promise.all(Array.from({ length: 22 }, (_, index) => attempt(index)));
      expect(statuses.sort()).toEqual([...Array(20).fill(403), 429, 429]);
      expect(await attempt(1)).toBe(429);
      await consent.sql(`UPDATE letter_try SET tried_at = tried_at - interval '1 hour'`);
      expect(await attempt(1)).toBe(403);
    });
  });
});
