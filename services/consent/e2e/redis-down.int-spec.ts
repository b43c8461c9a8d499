import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@passant/stack';
import { testStack } from '@passant/testing';
import { ConsentApp, numberOf } from './consent-app';

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

  it('goes on counting codes, and refuses more than three in ten minutes', async () => {
    const statuses: number[] = [];
    for (let send = 0; send < 4; send += 1) {
      const browser = consent.browse('en', `203.0.113.${10 + send}`);
      const page = await browser.submit(await browser.get('/decide'), '/decide/code', { number: numberOf(2) });
      statuses.push(page.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
