import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@passant/stack';
import { testStack } from '@passant/testing';
import { ConsentApp, numberOf, OPERATOR } from './consent-app';

describe('5.4 the decision page while Redis is down', () => {
  const stack = testStack({ postgres: true });
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let consent: ConsentApp;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'passant-redis-'));
    redis = await startRedis({ directory, environment: { PATH: process.env['PATH'] } });
    consent = await ConsentApp.boot({ databaseUrl: stack.databaseUrl, redisUrl: redis.url });
    await consent.approveMarket();
    await consent.importPeople([1, 2].map((index) => ({ number: numberOf(index) })));
    await redis.stop();
  }, 60_000);
  afterAll(() => consent.close());

  it('lets people log in, see and withdraw everything; the withdrawal is committed with its stop list', async () => {
    const browser = consent.browse('en', '203.0.113.1');
    const status = await browser.logIn(numberOf(1), () => consent.codeFor(numberOf(1)));
    expect(status.html).toContain('Withdraw everything');
    const done = await browser.submit(await browser.get('/decide/withdraw'), '/decide/confirm');
    expect([done.status, done.html.includes('Recorded')]).toEqual([200, true]);
    expect(await consent.sql(`SELECT state FROM decision ORDER BY decided_at DESC LIMIT 1`)).toEqual([
      { state: 'withdrawn' },
    ]);
  });

  it('goes on counting codes, and refuses more than three in ten minutes, six a day and twenty an hour from an address', async () => {
    const ask = async (number: string, address: string): Promise<number> => {
      const browser = consent.browse('en', address);
      return (await browser.submit(await browser.get('/decide'), '/decide/code', { number })).status;
    };
    const passTime = (minutes: number) =>
      consent.sql('UPDATE code_send SET sent_at = sent_at - make_interval(mins => $1)', [minutes]);
    const statuses: number[] = [];
    for (let send = 0; send < 8; send += 1) {
      statuses.push(await ask(numberOf(2), `203.0.113.${10 + send}`));
      if (send === 3) await passTime(10);
    }
    await passTime(10);
    statuses.push(await ask(numberOf(2), '203.0.113.20'));
    expect(statuses).toEqual([200, 200, 200, 429, 200, 200, 200, 429, 429]);
    for (let send = 0; send < 20; send += 1) expect(await ask(numberOf(100 + send), '203.0.113.30')).toBe(200);
    expect(await ask(numberOf(200), '203.0.113.30')).toBe(429);
  });

  it('a text message that says STOP withdraws, whatever the limits say', async () => {
    const sent = await consent.client.request(OPERATOR, {
      ...{ method: 'POST', url: '/registry/text-messages', contentType: 'application/json' },
      body: JSON.stringify({ from: numberOf(2), text: 'STOP' }),
    });
    expect(sent.statusCode).toBe(202);
    expect(await consent.sql(`SELECT origin FROM decision WHERE state = 'withdrawn' ORDER BY decided_at`)).toEqual([
      { origin: 'page' },
      { origin: 'text-message' },
    ]);
  });
});
