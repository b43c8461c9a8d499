import { randomUUID } from 'node:crypto';
import { testStack, waitFor } from '@passant/testing';
import { presenceArtefact, zonePlan } from '../test/artefacts';
import { Insights } from '../test/insights';
import { ringRelease } from '../test/ring';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
}, 60_000);
afterAll(() => insights.app.close());

const ring = (payload: object, of: { rowId: string; ring: number }) => ringRelease(stack.redisUrl, payload, of);
const count = async (sql: string, id: string): Promise<number> =>
  Number((await insights.dataSource.query(`SELECT count(*) FROM ${sql} = $1`, [id]))[0].count);

describe('the queue', () => {
  it('brings a release in once, however often it rings', async () => {
    const artefact = presenceArtefact();
    const { releaseId, market, period, product, purpose } = artefact;
    const payload = { releaseId, market, period, product, purpose, tables: await insights.putRelease(artefact) };
    const rowId = randomUUID();
    await ring(payload, { rowId, ring: 0 });
    await waitFor(async () => (await count('release_row WHERE release_id', releaseId)) === 4);
    await ring(payload, { rowId, ring: 1 });
    const other = presenceArtefact({ purpose: 'public-planning' });
    const tables = await insights.putRelease(other);
    const next = { ...payload, releaseId: other.releaseId, purpose: other.purpose, tables };
    await ring(next, { rowId: randomUUID(), ring: 0 });
    await waitFor(async () => (await count('release_row WHERE release_id', other.releaseId)) === 4);
    expect(await count('release WHERE release_id', releaseId)).toBe(1);
    expect(await count('inbox WHERE row_id', rowId)).toBe(1);
  });

  it('keeps a broken release as a dead letter with a code and nothing else', async () => {
    const artefact = { ...presenceArtefact(), tableSha256: 'f'.repeat(64) };
    const { releaseId, market, period, product, purpose } = artefact;
    const payload = { releaseId, market, period, product, purpose, tables: await insights.putRelease(artefact) };
    const rowId = randomUUID();
    await ring(payload, { rowId, ring: 0 });
    const [dead] = await waitFor(async () => {
      const rows = await insights.dataSource.query('SELECT code FROM dead_letter WHERE row_id = $1', [rowId]);
      return rows.length > 0 ? rows : null;
    });
    expect(dead).toEqual({ code: 'RELEASE_INVALID' });
  });
});
