import crypto, { createHash, createHmac } from 'node:crypto';
import { testStack } from '@passant/testing';
import { LetterCodesService } from '../src/letters/letter-codes.service';
import { SECRETS, type Secrets } from '../src/secrets/secrets';
import { ConsentApp, MARKET, numberOf, OPERATOR } from './consent-app';
import type { Page, PageClient } from './page-client';

const MINUTES_A_DAY = 24 * 60;

describe('5.4 log-in, as PostgreSQL holds it', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  let address = 0;

  const browse = (): PageClient => {
    address += 1;
    return consent.browse('en', `198.51.100.${address}`);
  };
  const ask = async (number: string, browser = browse()): Promise<Page> =>
    browser.submit(await browser.get('/decide'), '/decide/code', { number });
  const askByLetter = async (number: string, browser = browse()): Promise<Page> =>
    browser.submit(await browser.get('/decide/letter'), '/decide/letter?', { number });
  const statusOf = async (page: Promise<Page>): Promise<number> => (await page).status;
  const sendsTo = async (number: string): Promise<number> =>
    (await consent.sql('SELECT FROM code_send WHERE number_hash = $1', [hmac(`number/${number}`)])).length;
  /** Everything that was sent, so many minutes earlier than it was. */
  const passTime = (minutes: number): Promise<unknown> =>
    consent.sql('UPDATE code_send SET sent_at = sent_at - make_interval(mins => $1)', [minutes]);
  const hmac = (text: string, key = consent.app.get<Secrets>(SECRETS)['code-pepper']): Buffer =>
    createHmac('sha256', key).update(text).digest();

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack);
    await consent.approveMarket();
    await consent.importPeople(Array.from({ length: 12 }, (_, index) => ({ number: numberOf(index), purposes: [] })));
  }, 60_000);
  afterAll(() => consent.close());
  afterEach(() => consent.sql('DELETE FROM code_send'));

  it('a code is kept as an HMAC under the pepper and for one browser, its number too; no hash that can be tried without the pepper', async () => {
    const browser = browse();
    const page = await ask(numberOf(1), browser);
    const code = await consent.codeFor(numberOf(1));
    const token = browser.cookie('passant-log-in')!;
    const [kept] = await consent.sql<Record<'codeHash' | 'numberHash' | 'tokenHash', Buffer>>(
      `SELECT code_hash AS "codeHash", number_hash AS "numberHash", token_hash AS "tokenHash" FROM log_in`,
    );
    expect(kept!.codeHash.equals(hmac(`code/${token}/${code}`))).toBe(true);
    expect(kept!.numberHash.equals(hmac(`number/${numberOf(1)}`))).toBe(true);
    for (const text of [code, `${token}/${code}`, `code/${token}/${code}`]) {
      const tried = [Buffer.from(text), hmac(text, Buffer.alloc(32)), hmac(text, Buffer.from(token))];
      for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'])
        tried.push(createHash(algorithm).update(text).digest());
      expect(tried.filter((each) => each.equals(kept!.codeHash))).toEqual([]);
    }
    // Whoever reads the database cannot go on with it either: the browser's token is a hash there.
    expect(kept!.tokenHash.equals(createHash('sha256').update(token).digest())).toBe(true);
    expect((await browser.submit(page, '/decide/log-in', { code })).path).toContain('/decide/status');
    const session = browser.cookie('passant-session')!;
    expect(await consent.sql(`SELECT token_hash FROM page_session`)).toEqual([
      { token_hash: createHash('sha256').update(session).digest() },
    ]);
    expect(await consent.sql('SELECT FROM log_in')).toEqual([]);
  });

  it('the code that arrives is what the system’s cryptographic generator drew', async () => {
    const drawn = jest.spyOn(crypto, 'randomInt');
    try {
      await ask(numberOf(10));
      const ofCodes = drawn.mock.calls.findIndex(([most]) => most === 1_000_000);
      const code = await consent.codeFor(numberOf(10));
      expect(code).toMatch(/^\d{6}$/);
      expect(drawn.mock.results[ofCodes]?.value).toBe(Number(code));
    } finally {
      drawn.mockRestore();
    }
  });

  it('a code by letter is kept so, too', async () => {
    await askByLetter(numberOf(2));
    const { letters } = (
      await consent.client.request(OPERATOR, { method: 'GET', url: `/registry/letters/${MARKET}` })
    ).json<{ letters: { text: string }[] }>();
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(letters[0]!.text)![0].replaceAll('-', '');
    expect(await consent.sql('SELECT code_hash, number_hash FROM letter_code')).toEqual([
      { code_hash: hmac(`letter-code/${numberOf(2)}/${code}`), number_hash: hmac(`number/${numberOf(2)}`) },
    ]);
  });

  it('a letter is written for a number that is not ours, too, of the same size; nobody fetches it and it goes with the next sweep', async () => {
    const unknown = numberOf(998);
    const letters = () =>
      consent.sql<{ size: number; ours: boolean }>(
        `SELECT length(letter_sealed) AS size, subscriber_ids <> '{}' AS ours FROM letter ORDER BY written_at`,
      );
    const before = (await letters()).length;
    await askByLetter(numberOf(9));
    await askByLetter(unknown);
    const [ours, other] = (await letters()).slice(before);
    expect([ours!.ours, other!.ours, other!.size]).toEqual([true, false, ours!.size]);
    const fetched = await consent.client.request(OPERATOR, { method: 'GET', url: `/registry/letters/${MARKET}` });
    expect([fetched.payload.includes(numberOf(9)), fetched.payload.includes(unknown)]).toEqual([true, false]);
    await consent.app.get(LetterCodesService, { strict: false }).prune();
    expect((await letters()).slice(before)).toEqual([ours]);
  });

  it.each([
    ['that is ours', numberOf(3)],
    ['that is not ours', numberOf(999)],
  ])(
    'a number %s is sent three codes in ten minutes and six a day, by text message and letter together',
    async (_, number) => {
      expect([await statusOf(ask(number)), await statusOf(askByLetter(number)), await statusOf(ask(number))]).toEqual([
        200, 200, 200,
      ]);
      expect([await statusOf(ask(number)), await statusOf(askByLetter(number))]).toEqual([429, 429]);
      await passTime(10);
      for (let send = 0; send < 3; send += 1) expect(await statusOf(ask(number))).toBe(200);
      await passTime(11);
      expect([await statusOf(ask(number)), await statusOf(askByLetter(number))]).toEqual([429, 429]);
      await passTime(MINUTES_A_DAY - 23);
      expect(await statusOf(ask(number))).toBe(429);
      await passTime(3); // the first three are older than a day, the others are not
      expect(await statusOf(ask(number))).toBe(200);
      expect(await sendsTo(number)).toBe(7);
    },
  );

  it('what was refused counts for nothing, and no row of it is kept', async () => {
    for (let send = 0; send < 5; send += 1) await ask(numberOf(4));
    expect(await sendsTo(numberOf(4))).toBe(3);
    await passTime(10);
    expect(await statusOf(ask(numberOf(4)))).toBe(200);
  });

  it('an address asks twenty times an hour, for whatever numbers', async () => {
    const browser = browse();
    for (let send = 0; send < 20; send += 1) expect(await statusOf(ask(numberOf(2000 + send), browser))).toBe(200);
    expect([await statusOf(ask(numberOf(5), browser)), await statusOf(ask(numberOf(5)))]).toEqual([429, 200]);
    await passTime(59);
    expect(await statusOf(askByLetter(numberOf(5), browser))).toBe(429);
    await passTime(1);
    expect(await statusOf(ask(numberOf(5), browser))).toBe(200);
  });

  it('of ten that ask at once for one number three get a code', async () => {
    const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(ask(numberOf(6)))));
    expect(statuses.sort()).toEqual([...Array<number>(3).fill(200), ...Array<number>(7).fill(429)]);
    expect(await sendsTo(numberOf(6))).toBe(3);
    expect(
      await consent.sql('SELECT FROM log_in WHERE number_hash = $1', [hmac(`number/${numberOf(6)}`)]),
    ).toHaveLength(1);
  });

  it('whoever may ask for no more codes can still withdraw: logged in, or by text message', async () => {
    const browser = browse();
    await consent.importPeople([numberOf(7), numberOf(8)].map((number) => ({ number })));
    await browser.logIn(numberOf(7), () => consent.codeFor(numberOf(7)));
    for (const number of [numberOf(7), numberOf(8)]) {
      while ((await statusOf(ask(number))) === 200);
      expect(await statusOf(ask(number))).toBe(429);
    }
    expect((await browser.submit(await browser.get('/decide/withdraw'), '/decide/confirm')).html).toContain('Recorded');
    const sent = await consent.client.request(OPERATOR, {
      ...{ method: 'POST', url: '/registry/text-messages', contentType: 'application/json' },
      body: JSON.stringify({ from: numberOf(8), text: 'STOP' }),
    });
    expect(sent.statusCode).toBe(202);
    expect(await consent.sql(`SELECT origin FROM decision WHERE state = 'withdrawn' ORDER BY decided_at`)).toEqual([
      { origin: 'page' },
      { origin: 'text-message' },
    ]);
  });
});
