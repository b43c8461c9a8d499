import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testStack } from '@passant/testing';
import { LogInService } from '../src/log-in/log-in.service';
import { DevelopmentInbox } from '../src/sms/development-inbox';
import { SmsModule } from '../src/sms/sms.module';
import { TextMessagesService } from '../src/sms/text-messages.service';
import { ConsentApp, MARKET, numberOf, OPERATOR, subscribersCsv } from './consent-app';

/** Statements of sending a code: market, number, two limits, what was sent, its note, the log-in anew, its message. */
const OF_LOG_IN = /FROM market|WHERE number_hash|xact_lock\(\$1::bigint|code_send|log_in|INSERT INTO text_message/;

describe('5.4 text messages through the gateway of the network', () => {
  const stack = testStack({ postgres: true, redis: true });
  const received: { key: unknown; body: { to: string; text: string } }[] = [];
  let answer = 200;
  let server: Server;
  let consent: ConsentApp;
  const texts = (): TextMessagesService => consent.app.get(TextMessagesService, { strict: false });
  const makeDue = (): Promise<unknown> => consent.sql(`UPDATE text_message SET due_at = now()`);

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += String(chunk)));
      request.on('end', () => {
        received.push({ key: request.headers['idempotency-key'], body: JSON.parse(body) });
        response.writeHead(answer).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`;
    consent = await ConsentApp.boot(stack, { overrides: { SMS_GATEWAY_URL: url } });
    await consent.approveMarket();
    await consent.put('subscribers', subscribersCsv([1, 2, 3].map((index) => ({ number: numberOf(index) }))));
  }, 60_000);
  afterAll(async () => {
    await consent.close();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => received.splice(0));

  it('are tried again until the gateway takes them, under one key, and are gone then', async () => {
    answer = 503;
    await texts().send({ to: numberOf(1), text: 'hello' }, { subscriberIds: [], about: 'code' });
    await texts().relay();
    expect(await consent.sql('SELECT attempts FROM text_message')).toEqual([{ attempts: 1 }]);
    await texts().relay();
    expect(received).toHaveLength(1); // it is not due yet
    answer = 200;
    await makeDue();
    await texts().relay();
    expect(received.map(({ body }) => body)).toEqual(Array(2).fill({ to: numberOf(1), text: 'hello' }));
    expect(new Set(received.map(({ key }) => key)).size).toBe(1);
    expect(await consent.sql('SELECT FROM text_message')).toEqual([]);
  });

  it('with a code die with it, and say so without a word about whom', async () => {
    answer = 503;
    await consent.app.get(LogInService, { strict: false }).sendCode(numberOf(2), '192.0.2.9', (code) => code);
    await texts().relay();
    await consent.sql(`UPDATE text_message SET expires_at = now()`);
    await texts().relay();
    expect(await consent.sql('SELECT FROM text_message')).toEqual([]);
    expect(consent.logs.text).toContain('text-messages.expired');
    expect(consent.logs.text).not.toContain(numberOf(2).slice(3));
    answer = 200;
  });

  it('to a number that is not ours are kept and dropped as any other: the same rows, the same work, nothing sent', async () => {
    const work = async (number: string): Promise<readonly string[]> => {
      const statements: string[] = [];
      const source = consent.dataSource;
      const logger = source.logger;
      source.logger = { ...logger, logQuery: (query: string) => void statements.push(query) } as never;
      Object.assign(source.options, { logging: ['query'] });
      await consent.app
        .get(LogInService, { strict: false })
        .sendCode(number, `192.0.2.${number.slice(-2)}`, (code) => code);
      Object.assign(source.options, { logging: false });
      source.logger = logger;
      await texts().relay();
      // Sweepers ask their own questions meanwhile.
      return statements.filter((query) => OF_LOG_IN.test(query));
    };
    const [ours, other] = [await work(numberOf(3)), await work(numberOf(30))];
    expect(received.map(({ body }) => body.to)).toEqual([numberOf(3)]);
    expect(ours).toHaveLength(9);
    expect(other).toEqual(ours);
    expect(await consent.sql('SELECT FROM text_message')).toEqual([]);
  });

  it('takes as long for a number that is not ours: medians printed, not asserted', async () => {
    const logIns = consent.app.get(LogInService, { strict: false });
    const times = { ours: [] as number[], other: [] as number[] };
    const many = Array.from({ length: 40 }, (_, index) => ({ number: numberOf(500 + index) }));
    await consent.put('subscribers', subscribersCsv(many));
    for (const [index, { number }] of many.entries())
      for (const [whose, to] of [
        ['ours', number],
        ['other', numberOf(900 + index)],
      ] as const) {
        const begun = performance.now();
        await logIns.sendCode(to, `198.51.100.${index}`, (code) => code);
        times[whose].push(performance.now() - begun);
        await texts().relay(); // what is still being sent must not slow the next one down
      }
    const median = (all: number[]): number => all.sort((a, b) => a - b)[all.length / 2]!;
    console.info(
      `sending a code: median ${median(times.ours).toFixed(1)} ms to our numbers, ${median(times.other).toFixed(1)} ms to others`,
    );
    expect([times.ours.length, times.other.length]).toEqual([40, 40]);
  });

  it('lie in an inbox in development only', () => {
    expect(() => SmsModule.for({ PASSANT_ENV: 'production', SMS_GATEWAY_URL: undefined })).toThrow('development only');
    expect(() => new DevelopmentInbox('production')).toThrow('development only');
    expect(SmsModule.for({ PASSANT_ENV: 'production', SMS_GATEWAY_URL: 'https://sms.example' }).controllers).toEqual(
      [],
    );
  });
});

describe('5.4, 5.8 letters and invitations', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  const invite = (csv: string) => consent.put('invitations', `msisdn,channel,language\n${csv}\n`);
  const findLetters = async () =>
    (await consent.client.request(OPERATOR, { method: 'GET', url: `/registry/letters/${MARKET}` })).json<{
      letters: { id: string; to: string; text: string }[];
    }>().letters;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack);
    await consent.approveMarket();
    await consent.put('subscribers', subscribersCsv([1, 2, 3, 4].map((index) => ({ number: numberOf(index) }))));
    await consent.importPeople([{ number: numberOf(5) }, { number: numberOf(6), birthYear: 2015, purposes: [] }]);
  }, 60_000);
  afterAll(() => consent.close());

  it('a code by letter logs in, once; five wrong ones kill it; a number that is not ours looks the same', async () => {
    const browser = consent.browse('en', '203.0.113.1');
    const order = async (number: string) =>
      browser.submit(await browser.get('/decide/letter'), '/decide/letter?', { number });
    const [ours, other] = [await order(numberOf(1)), await order(numberOf(99))];
    expect([other.status, other.html]).toEqual([ours.status, ours.html]);
    await order(numberOf(1)); // a second one within 30 days is not written
    const [letter, ...more] = await findLetters();
    expect([letter!.to, more]).toEqual([numberOf(1), []]);
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(letter!.text)![0];
    const logIn = async (fields: { number: string; code: string }) =>
      browser.submit(await browser.get('/decide/letter'), '/decide/letter-log-in', fields);
    for (const number of [numberOf(1), numberOf(99)])
      expect((await logIn({ number, code: 'AAAA-AAAA-AAAA' })).status).toBe(403);
    expect((await logIn({ number: numberOf(1), code: code.toLowerCase() })).path).toContain('/decide/status');
    expect((await logIn({ number: numberOf(1), code })).status).toBe(403);

    await order(numberOf(2));
    const second = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(
      (await findLetters()).find(({ to }) => to === numberOf(2))!.text,
    )![0];
    for (let attempt = 0; attempt < 5; attempt += 1) await logIn({ number: numberOf(2), code: 'BBBB-BBBB-BBBB' });
    expect((await logIn({ number: numberOf(2), code: second })).status).toBe(403);
  });

  it('letters stay until the network says that it has them', async () => {
    const letters = await findLetters();
    expect(letters.length).toBeGreaterThan(0);
    const fetched = await consent.client.request(OPERATOR, {
      method: 'POST',
      url: `/registry/letters/${MARKET}/fetched`,
      body: JSON.stringify({ ids: letters.map(({ id }) => id) }),
      contentType: 'application/json',
    });
    expect(fetched.json()).toEqual({ removed: letters.length });
    expect(await findLetters()).toEqual([]);
  });

  it('asks each line once a year, and nobody who answered or is under 18; the sender learns nothing', async () => {
    const everybody = [3, 4, 5, 6].map((index) => `${numberOf(index)},text-message,de`).join('\n');
    expect((await invite(everybody)).body).toEqual({ imported: 0, unchanged: 4, rejected: 0, problems: [] });
    const texts = await Promise.all([3, 4, 5, 6].map((index) => consent.lastTextTo(numberOf(index))));
    expect(texts.map((text) => text?.includes('/decide') ?? false)).toEqual([true, true, false, false]);
    const count = consent.inbox.last.length;
    await invite(everybody);
    await consent.lastTextTo(numberOf(3));
    expect(consent.inbox.last).toHaveLength(count);
    const browser = consent.browse('de', '203.0.113.2');
    const status = await browser.logIn(numberOf(3), () => consent.codeFor(numberOf(3)));
    expect(status.html).toContain('Nicht erlaubt (angefragt)');
    // "Not now" is respected for the whole year; then it may be asked again, by letter.
    const put = await browser.submit(status, '/decide/ask', { answer: 'defer' });
    expect(put.html).toContain('frühestens in einem Jahr');
    consent.clock.advance({ seconds: 365 * 86_400 });
    await invite(`${numberOf(3)},letter,de`);
    expect((await findLetters()).map(({ to }) => to)).toEqual([numberOf(3)]);
  });

  it('notes that a line was asked at sign-up and sends nothing: it permits nothing, and the year has begun', async () => {
    const number = numberOf(7);
    await consent.put('subscribers', subscribersCsv([{ number }]));
    const asked = { imported: 0, unchanged: 1, rejected: 0, problems: [] };
    for (const channel of ['sign-up', 'text-message', 'letter'])
      expect((await invite(`${number},${channel},de`)).body).toEqual(asked);
    expect(await consent.lastTextTo(number)).toBeUndefined();
    expect((await findLetters()).filter(({ to }) => to === number)).toEqual([]);
    expect(
      await consent.sql(
        `SELECT channel, state, count(*)::integer AS rows FROM decision JOIN invitation USING (subscriber_id)
         WHERE channel = 'sign-up' GROUP BY channel, state`,
      ),
    ).toEqual([{ channel: 'sign-up', state: 'requested', rows: 10 }]);
  });

  it.each([
    ['0151,letter,de', 'malformed_number'],
    [`${numberOf(3)},pigeon,de`, 'channel_unknown'],
    [`${numberOf(3)},letter,fr`, 'language_unknown'],
  ])('refuses the row %s: %s', async (row, reason) => {
    expect((await invite(row)).body).toMatchObject({ rejected: 1, problems: [{ line: 2, reason }] });
  });
});
