import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymous, internalToken, testStack } from '@passant/testing';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { Insights } from '../../test/insights';

const BUILT = join(__dirname, '..', '..', 'web', 'dist');
const stack = testStack({ postgres: true, redis: true });
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
}, 60_000);
afterAll(() => insights.app.close());

describe('the pages', () => {
  const get = (url: string, headers: Record<string, string> = {}) =>
    insights.client.request(anonymous, { method: 'GET', url, headers });

  it.each(['/explore', '/explore/anything', '/console', '/console/contracts/1'])(
    '%s is a page that may load from here alone',
    async (path) => {
      const answer = await get(path);
      expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        ...[200, 'text/html; charset=utf-8', 'no-cache'],
      ]);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      // Nothing in the page that the policy would forbid, and nothing from elsewhere.
      expect(answer.body).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|https?:\/\//);
    },
  );

  it('assets are kept for a year, and come compressed as they lie there', async () => {
    const name = readdirSync(join(BUILT, 'assets')).find((file) => /^explore-.*\.js$/.test(file))!;
    const answer = await get(`/assets/${name}`, { 'accept-encoding': 'gzip, br' });
    expect(answer.headers).toMatchObject({
      ...{ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' },
      'content-type': expect.stringContaining('javascript'),
    });
    expect(answer.rawPayload).toEqual(readFileSync(join(BUILT, 'assets', `${name}.br`)));
  });

  it.each(['/assets/nothing.js', '/assets/..%2Fexplore.html', '/assets/.hidden'])('%s is not there', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });
});

describe('a body that is not the one the gateway signed', () => {
  it('is refused as unauthenticated, not as a fault of ours', async () => {
    const authorization = `Bearer ${await internalToken(anonymous, { aud: 'insights', body: 'another' })}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await insights.app.inject({ method: 'POST', url: '/graphql', headers, payload: '{}' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('what a page asks first', () => {
  const QUESTION = `{ entitlements { contractId market timeZone purpose products allZones finestGrain quotaLeft figuresPerMonth
    released { product first last } } zones { id shape } }`;

  it('is what may be asked, what is there and where it lies; to nobody without a contract in force', async () => {
    await insights.approvePlan(zonePlan());
    await insights.publish(presenceArtefact());
    const { actor } = await insights.signUp({ products: ['presence'], figuresPerMonth: 500 });
    const answer = await insights.ask<Record<'entitlements' | 'zones', Record<string, unknown>[]>>(actor, QUESTION);
    expect(answer.entitlements).toEqual([
      expect.objectContaining({
        ...{ purpose: 'place-statistics', products: ['presence'], figuresPerMonth: 500, quotaLeft: 500 },
        released: [{ product: 'presence', first: DAY, last: DAY }],
      }),
    ]);
    const shape = JSON.parse(String(answer.zones[0]!['shape'])) as { type: string };
    expect(shape.type).toBe('MultiPolygon');
  });
});
