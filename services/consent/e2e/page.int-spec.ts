import { testStack, waitFor } from '@passant/testing';
import { LogInService } from '../src/log-in/log-in.service';
import { toNoticeSha256 } from '../src/notices/notice';
import { NoticesService } from '../src/notices/notices.service';
import { DevelopmentInbox } from '../src/sms/development-inbox';
import { SMS } from '../src/sms/sms';
import { ConsentApp, decisionsCsv, numberOf } from './consent-app';
import type { Page, PageClient } from './page-client';

const WORDS = {
  en: {
    heading: 'What this line permits',
    allowed: '<dd>Allowed ',
    withdrawn: 'Not allowed (withdrawn)',
    since: 'Effective since',
    nextDay: 'counts from the next day',
    title: 'Error: ',
    check: 'Check your answers',
    recorded: 'Recorded',
    reference: 'Your reference',
    yes: 'Yes, allow',
    costOfReturnVisits: [
      'at most 56.9 instead of 54.9 of 100',
      'at most 64.4 instead of 62.8',
      'a week at most 0.27 instead of 0.21',
    ],
  },
  de: {
    heading: 'Was dieser Anschluss erlaubt',
    allowed: '<dd>Erlaubt ',
    withdrawn: 'Nicht erlaubt (widerrufen)',
    since: 'Wirksam seit',
    nextDay: 'zählt ab dem nächsten Tag',
    title: 'Fehler: ',
    check: 'Antworten prüfen',
    recorded: 'Festgehalten',
    reference: 'Ihr Zeichen',
    yes: 'Ja, erlauben',
    costOfReturnVisits: [
      'höchstens 56,9 statt 54,9 von 100',
      'höchstens 64,4 statt 62,8',
      'eine Woche höchstens 0,27 statt 0,21',
    ],
  },
} as const;

describe('5.3, 5.4 the decision page, without JavaScript', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  let address = 0;

  const inbox = (): DevelopmentInbox => consent.app.get<DevelopmentInbox>(SMS);
  const codeFor = (number: string): Promise<string> => consent.codeFor(number);
  const browse = (language: 'de' | 'en' = 'en'): PageClient => {
    address += 1;
    return consent.browse(language, `198.51.100.${address}`);
  };
  const logIn = async (browser: PageClient, number: string): Promise<Page> =>
    browser.logIn(number, () => codeFor(number));
  /** References of what was decided on the page. */
  const decisionsOfPage = async (): Promise<string[]> =>
    (await consent.sql<{ reference: string }>(`SELECT reference FROM decision WHERE origin = 'page'`)).map(
      ({ reference }) => reference,
    );
  const askForCode = async (browser: PageClient, number: string): Promise<Page> =>
    browser.submit(await browser.get('/decide'), '/decide/code', { number });

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack);
    await consent.approveMarket();
    await consent.importPeople(Array.from({ length: 30 }, (_, index) => ({ number: numberOf(index), purposes: [] })));
  }, 60_000);
  afterAll(() => consent.close());

  describe.each(['de', 'en'] as const)('in %s', (language) => {
    const words = WORDS[language];
    const number = numberOf(language === 'de' ? 1 : 2);

    it('leads from number to code, status, change, check and confirmation, and back to no', async () => {
      const browser = browse(language);
      const status = await logIn(browser, number);
      expect(status.html).toContain(words.heading);
      expect(status.html).not.toContain(words.allowed);

      const change = await browser.get('/decide/change');
      for (const number of words.costOfReturnVisits) expect(change.html).toContain(number);
      const check = await browser.submit(change, '/decide/check', { 'place-statistics.presence': 'allow' });
      // What was answered is shown once more, with a way back, and nothing is decided yet.
      expect(check.html).toContain(`<h1>${words.check}</h1>`);
      expect(check.html.match(/<dt>[^<]+<\/dt><dd>[^<]+<\/dd>/g)).toEqual([
        expect.stringContaining(`<dd>${words.yes}</dd>`),
      ]);
      expect(check.html).toContain(`<a class="button" href="/decide/change?lang=${language}">`);
      const before = await decisionsOfPage();
      expect((await browser.get('/decide/status')).html).not.toContain(words.allowed);
      const done = await browser.submit(check, '/decide/confirm');
      const decided = (await decisionsOfPage()).filter((reference) => !before.includes(reference));
      expect(decided).toHaveLength(1);
      expect(done.html).toContain(`<h1>${words.recorded}</h1>`);
      expect(done.html).toMatch(
        new RegExp(`<div class="panel">\\s*<p>${words.reference}</p>\\s*<p class="reference">${decided[0]}</p>`),
      );
      expect(done.html).toContain(words.nextDay);
      expect((await browser.get('/decide/status')).html).toContain(words.allowed);

      const withdraw = await browser.get('/decide/withdraw');
      const withdrawn = await browser.submit(withdraw, '/decide/confirm');
      expect(withdrawn.html).toContain(words.since);
      const after = await browser.get('/decide/status');
      expect(after.html).toContain(words.withdrawn);
      expect(after.html).not.toContain(words.allowed);
      expect(after.html).not.toContain('href="/decide/withdraw');

      const signedOut = await browser.submit(after, '/decide/sign-out');
      expect(signedOut.path).toContain('/decide/signed-out');
      expect((await browser.get('/decide/status')).path).toContain('/decide/signed-out');
    });

    it('is small, loads nothing, runs nothing, and says in which language it is', async () => {
      const browser = browse(language);
      await logIn(browser, numberOf(language === 'de' ? 3 : 4));
      for (const path of ['/decide', '/decide/status', '/decide/change', '/decide/signed-out']) {
        const { html, headers, status } = await browser.get(path);
        expect(status).toBe(200);
        expect(Buffer.byteLength(html)).toBeLessThan(50_000);
        expect(html).toContain(`<html lang="${language}">`);
        expect(html).not.toMatch(/<script|<img|<link|javascript:|\son\w+=|style="|https?:\/\//);
        expect(headers['content-security-policy']).toMatch(
          /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
        );
        expect(headers['content-language']).toBe(language);
      }
    });

    it('names a problem in title, summary and field, and leads to the field', async () => {
      const browser = browse(language);
      const page = await askForCode(browser, '12');
      expect(page.status).toBe(422);
      expect(page.html).toMatch(
        /<label for="number">[\s\S]*id="number"[^>]*aria-describedby="number-hint number-error"/,
      );
      const code = await askForCode(browser, numberOf(language === 'de' ? 17 : 18));
      const wrong = await browser.submit(code, '/decide/log-in', { code: '12345' });
      await logIn(browser, numberOf(language === 'de' ? 17 : 18));
      const refused: (readonly [field: string, page: Page])[] = [
        ['number', page],
        ['code', wrong],
      ];
      for (const [field, path, action] of [
        ['choices', '/decide/change', '/decide/check'],
        ['hours', '/decide/pause', '/decide/pause'],
        ['user', '/decide/user', '/decide/user'],
      ] as const)
        refused.push([field, await browser.submit(await browser.get(path), action)]);
      for (const [field, { html, status }] of refused) {
        expect([field, status >= 400 && status < 500]).toEqual([field, true]);
        expect(html).toContain(`<title>${words.title}`);
        // The summary stands before everything else of the page and leads to where the mistake is mended.
        expect(html).toMatch(new RegExp(`<main id="content">\\s*<div class="errors" role="alert"[^>]*>`));
        const target = /role="alert"[\s\S]*?<a href="#([^"]+)">/.exec(html)?.[1];
        expect([field, target]).toEqual([field, field]);
        expect(html.split(` id="${field}"`)).toHaveLength(2);
      }
    });
  });

  it('lets the language be changed on every page', async () => {
    const page = await browse('de').get('/decide');
    expect(page.html).toContain('<a href="/decide?lang=en" lang="en" hreflang="en">English</a>');
  });

  it('gives yes and no the same form, and presses nobody', async () => {
    const browser = browse();
    await logIn(browser, numberOf(5));
    const { html } = await browser.get('/decide/change');
    const choices = [...html.matchAll(/<label class="choice"><input type="radio" name="([^"]+)" value="(\w+)"/g)];
    expect(choices.filter(([, , value]) => value === 'allow')).toHaveLength(10);
    expect(choices.filter(([, , value]) => value === 'refuse')).toHaveLength(10);
    expect(html).not.toMatch(/value="allow"[^>]* checked/);
  });

  it('answers the same for a number that is not ours, and sends nothing', async () => {
    const [ours, other] = [await askForCode(browse(), numberOf(6)), await askForCode(browse(), numberOf(999))];
    const same = (page: Page): string => page.html.replaceAll(/name="csrf" value="[^"]*"/g, '');
    expect(same(other)).toBe(same(ours));
    expect(other.status).toBe(ours.status);
    expect(await codeFor(numberOf(6))).toHaveLength(6);
    expect(await codeFor(numberOf(999))).toBe('');
  });

  it('begins to send only after the answer, so that its time tells nothing', async () => {
    const sms = inbox();
    const send = sms.send.bind(sms);
    let hasBegun = false;
    sms.send = async (message) => {
      hasBegun = true;
      return send(message);
    };
    await consent.app.get(LogInService).sendCode(numberOf(15), '198.51.100.250', (code) => code);
    expect(hasBegun).toBe(false);
    await waitFor(async () => hasBegun);
    sms.send = send;
  });

  it('takes the number in any usual spelling', async () => {
    await askForCode(browse(), numberOf(7).replace('+49151', '0151 / '));
    expect(await codeFor(numberOf(7))).toHaveLength(6);
  });

  it('kills a code after five tries, voids it when a new one is sent, and takes it once', async () => {
    const browser = browse();
    let page = await askForCode(browser, numberOf(8));
    const code = await codeFor(numberOf(8));
    const wrong = code === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 5; attempt += 1) {
      page = await browser.submit(page, '/decide/log-in', { code: wrong });
      expect(page.status).toBe(403);
    }
    expect((await browser.submit(page, '/decide/log-in', { code })).status).toBe(403);

    const first = browse();
    const firstPage = await askForCode(first, numberOf(8));
    const firstCode = await codeFor(numberOf(8));
    const second = browse();
    const secondPage = await askForCode(second, numberOf(8));
    expect((await first.submit(firstPage, '/decide/log-in', { code: firstCode })).status).toBe(403);
    const newest = await codeFor(numberOf(8));
    const again = browse();
    again.takeCookiesOf(second); // the page takes the cookie back with the code
    expect((await second.submit(secondPage, '/decide/log-in', { code: newest })).path).toContain('/decide/status');
    expect((await again.submit(secondPage, '/decide/log-in', { code: newest })).status).toBe(403);
  });

  it('does not take a code of 10 minutes ago, nor a session of 15', async () => {
    const browser = browse();
    const page = await askForCode(browser, numberOf(9));
    await consent.sql(`UPDATE log_in SET expires_at = expires_at - interval '10 minutes'`);
    expect((await browser.submit(page, '/decide/log-in', { code: await codeFor(numberOf(9)) })).status).toBe(403);

    const other = browse();
    expect((await logIn(other, numberOf(10))).path).toContain('/decide/status');
    // Whoever is seen within the time may stay for another 15 minutes.
    for (const minutes of [10, 14]) {
      await consent.sql(`UPDATE page_session SET last_seen_at = last_seen_at - make_interval(mins => $1)`, [minutes]);
      expect((await other.get('/decide/status')).path).toContain('/decide/status');
    }
    await consent.sql(`UPDATE page_session SET last_seen_at = last_seen_at - interval '15 minutes'`);
    expect((await other.get('/decide/status')).path).toContain('/decide/signed-out');
  });

  it('sends at most three codes in ten minutes to a number, and twenty an hour from an address', async () => {
    for (let send = 0; send < 3; send += 1) expect((await askForCode(browse(), numberOf(11))).status).toBe(200);
    expect((await askForCode(browse(), numberOf(11))).status).toBe(429);
    const browser = consent.browse('en', '203.0.113.9');
    for (let send = 0; send < 20; send += 1)
      expect((await askForCode(browser, numberOf(2000 + send))).status).toBe(200);
    expect((await askForCode(browser, numberOf(3000))).status).toBe(429);
  });

  it('takes no form that did not come from its own page', async () => {
    const browser = browse();
    const status = await logIn(browser, numberOf(12));
    const change = await browser.get('/decide/change');
    const check = await browser.submit(change, '/decide/check', { 'place-statistics.presence': 'allow' });
    expect((await browser.submit(check, '/decide/confirm', { csrf: 'forged' })).path).toContain('/decide/signed-out');
    expect(status.html).not.toContain('>Allowed<');
    const { headers } = await browser.get('/decide/status');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('takes a yes only to a notice of the last 30 minutes that this line was shown; a no always', async () => {
    const browser = browse();
    await logIn(browser, numberOf(13));
    const change = await browser.get('/decide/change');
    const check = await browser.submit(change, '/decide/check', { 'place-statistics.presence': 'allow' });
    const forged = await browser.submit(check, '/decide/confirm', { notice: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11' });
    expect([forged.status, forged.html.includes('A yes was not recorded')]).toEqual([409, true]);

    const [old] = await consent.sql<{ id: string }>(
      `INSERT INTO notice_served SELECT gen_random_uuid(), version, language, subscriber_ids, served_at - interval '31 minutes'
       FROM notice_served ORDER BY served_at DESC LIMIT 1 RETURNING id`,
    );
    const late = await browser.submit(check, '/decide/confirm', { notice: old!.id });
    expect(late.html).toContain('more than 30 minutes ago');

    expect((await browser.submit(check, '/decide/confirm')).html).toContain('Recorded');
    const withdraw = await browser.get('/decide/withdraw');
    expect((await browser.submit(withdraw, '/decide/confirm', { notice: 'none' })).html).toContain('Recorded');
  });

  it('keeps cookies from scripts and other sites', async () => {
    const response = await consent.client.request(
      { kind: 'anonymous' },
      {
        method: 'POST',
        url: '/decide/code',
        body: `number=${encodeURIComponent(numberOf(14))}`,
        contentType: 'application/x-www-form-urlencoded',
      },
    );
    expect(response.headers['set-cookie']).toMatch(/^passant-log-in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('shows the inbox in development, text escaped', async () => {
    await inbox().send({ to: '+490', text: '<b>123456</b>' });
    const response = await consent.client.request({ kind: 'anonymous' }, { method: 'GET', url: '/dev/inbox' });
    expect(response.body).toContain('&lt;b&gt;123456&lt;/b&gt;');
    expect(() => new DevelopmentInbox('production')).toThrow();
  });

  // The last of its file: nobody can say yes to this notice any more.
  it('takes no yes to a notice that was declared void meanwhile, records nothing of it, and takes a no still', async () => {
    await consent.put('decisions', decisionsCsv([{ number: numberOf(16) }]));
    const browser = browse('en');
    await logIn(browser, numberOf(16));
    const change = await browser.get('/decide/change');
    const check = await browser.submit(change, '/decide/check', { 'place-statistics.movement': 'allow' });
    const count = async (): Promise<number> => (await consent.sql(`SELECT FROM decision WHERE origin = 'page'`)).length;
    const before = await count();
    const notices = consent.app.get(NoticesService, { strict: false });
    await notices.invalidate({
      sha256: toNoticeSha256(notices.getCurrent('en')),
      invalidatedBy: 'olga-officer',
      reason: 'it named the wrong controller',
    });
    const refused = await browser.submit(check, '/decide/confirm');
    expect([refused.status, refused.html.includes('The notice has changed meanwhile')]).toEqual([409, true]);
    expect(await count()).toBe(before);
    const no = await browser.submit(await browser.get('/decide/withdraw'), '/decide/confirm');
    expect([no.status, no.html.includes('Recorded')]).toEqual([200, true]);
    expect(await count()).toBe(before + 1);
  });
});
