import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { createLogger } from '@passant/platform';
import { SERVICES, type ServiceName } from '@passant/contracts';
import { testGatewayKeys, testStack } from '@passant/testing';
import { freePort } from '@passant/stack';
import { createGateway, type Gateway } from '../../../gateway/src/gateway';
import {
  flowsArtefact,
  originArtefact,
  presenceArtefact,
  visitorsArtefact,
  zonePlan,
} from '../../../services/insights/test/artefacts';
import { admin, Insights } from '../../../services/insights/test/insights';
import * as library from '../src/index';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let gateway: Gateway;
let url: string;

/** The real gateway with the committed supergraph before the real insights; the other services are down. */
beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  insights = await Insights.start(stack, { PUBLIC_URL: url });
  await insights.app.listen(0, '127.0.0.1');
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const services = Object.fromEntries(SERVICES.map((name) => [name, nowhere])) as Record<ServiceName, string>;
  gateway = await createGateway({
    ...{ development: true, publicUrl: url, signingKey: testGatewayKeys().privateKey, trustedProxies: [] },
    services: { ...services, insights: await insights.app.getUrl() },
    supergraphSdl: readFileSync(join(__dirname, '../../../gateway/supergraph.graphql'), 'utf8'),
    logger: createLogger({ service: 'gateway', level: 'silent' }),
    ...{ costPointsPerMinute: 100_000, addressRequestsPerMinute: 600 },
  });
  await gateway.app.listen({ host: '127.0.0.1', port });
  await insights.approvePlan(zonePlan());
  await insights.publish(presenceArtefact());
  for (const artefact of [flowsArtefact(), originArtefact(), visitorsArtefact()]) await insights.publish(artefact);
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await insights.app.close();
});

const WISH = { products: ['presence', 'flows', 'origin'], zoneIds: ['centre', 'north', 'P-station'] };

/** The first block of code in the README, as it stands. */
function readExample(): string {
  const [, code] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '..', 'README.md'), 'utf8'))!;
  return code!;
}

async function run(code: string, environment: Record<string, string>): Promise<string[]> {
  const swc = { parser: { syntax: 'typescript' }, target: 'es2022' } as const;
  const { code: compiled } = transformSync(
    `export async function example() {\n${code.replace(/^import .*$/m, '')}\n}`,
    {
      ...{ jsc: swc, module: { type: 'commonjs' } },
    },
  );
  const imported = /^import \{ (.*) \} from '@passant\/client';$/m.exec(code)![1]!;
  const said: string[] = [];
  const exported: { example?: () => Promise<void> } = {};
  const console = { log: (...words: unknown[]) => void said.push(words.join(' ')) };
  const body = `const { ${imported} } = library;\n${compiled}`;
  new Function('library', 'exports', 'process', 'console', body)(library, exported, { env: environment }, console);
  await exported.example!();
  return said;
}

describe('the README', () => {
  it('has an example that runs as it stands', async () => {
    const { oauthId, actor } = await insights.signUp(WISH);
    expect(actor).toBeDefined();
    const secret = await secretOf(oauthId);
    const said = await run(readExample(), {
      ...{ PASSANT_URL: url, PASSANT_CLIENT_ID: secret.clientId, PASSANT_CLIENT_SECRET: secret.clientSecret },
    });
    expect(
      said.filter((line) => /^Zone centre 2025-03-29T\d\d:00:00.000Z [\d.]+ to [\d.]+ people$/.test(line)),
    ).toHaveLength(23);
    expect(said.some((line) => line.startsWith('Zone P-station') && line.endsWith('SUPPRESSED'))).toBe(true);
    expect(said.find((line) => line.startsWith('person-hours'))).toMatch(/^person-hours 4\d{5}/);
    expect(said.filter((line) => line.includes('→')).length).toBeGreaterThan(5);
    expect(said.find((line) => line.startsWith('visitors from'))).toMatch(/^visitors from Zone \w+, /);
    expect(said.at(-1)).toContain('nowhere');
  });
});

describe('every other product', () => {
  const [zoneIds, days] = [['centre'], { from: '2025-03-29', to: '2025-03-29' }];
  const statusesOf = (columns: library.Columns) => library.toEstimates(columns).map(({ status }) => status);
  let client: library.PassantClient;
  beforeAll(async () => {
    const products = ['visitors', 'origin', 'affinity', 'campaign', 'leaflets', 'forecast'];
    const { oauthId } = await insights.signUp({ ...WISH, products });
    client = new library.PassantClient({ url, credentials: await secretOf(oauthId) });
  });

  it('is answered in columns of its own', async () => {
    const [affinity] = await client.affinity({ zoneIds, ...days, of: 'AGE' });
    expect(affinity!.ages).toHaveLength(statusesOf(affinity!).length);
    expect(affinity).toMatchObject({ unit: 'index', zone: { id: 'centre' } });
    const plan = await client.leaflets({ zoneIds, ...days, leaflets: 2000 });
    expect(plan.homeZoneIds).toHaveLength(statusesOf(plan).length);
    const rank = await client.rank({ product: 'visitors', ...days });
    expect(rank.zones[0]!.id).toBe('centre');
  });

  it('says so where there is not enough to tell', async () => {
    // One day is neither six weeks of history nor eight before an action.
    const [forecast] = await client.forecast({ zoneIds, from: '2025-03-30' });
    expect(forecast!.tooLittleHistory).toBe(true);
    expect(new Set(statusesOf(forecast!))).toEqual(new Set(['NO_DATA']));
    await expect(client.campaign({ zoneIds, ...days })).rejects.toThrow(/at least 8 zones of the contract/);
    const comparison = await client.comparison({
      ...{ product: 'visitors', zoneIds, ...days, against: '2025-03-15', againstTo: '2025-03-21' },
    });
    expect(statusesOf(comparison)).toEqual(['NO_DATA']);
  });
});

/** Credentials of the same buyer, with a secret that can be read. */
async function secretOf(oauthId: string): Promise<{ clientId: string; clientSecret: string }> {
  const [{ client_id: clientId }] = await insights.dataSource.query('SELECT client_id FROM api_client WHERE id = $1', [
    oauthId,
  ]);
  return insights.issueCredentials(clientId);
}

describe('an answer that gets lost', () => {
  it('is asked for again and charged once; another question under another key is another', async () => {
    const { contractId, oauthId } = await insights.signUp(WISH);
    const answered: string[] = [];
    const losing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/graphql')) return response;
      answered.push(await response.clone().text());
      if (answered.length === 1) throw new TypeError('the connection ended');
      return response;
    };
    const client = new library.PassantClient({
      ...{ url, credentials: await secretOf(oauthId), fetch: losing, patience: { longestWaitSeconds: 0.01 } },
    });
    const question = { zoneIds: ['centre'], from: '2025-03-29', to: '2025-03-29', grain: 'DAY' } as const;
    const [series] = await client.presence(question);
    expect(answered).toHaveLength(2);
    expect(answered[0]).toBe(answered[1]);
    expect(library.toEstimates(series!)[0]).toMatchObject({ status: 'PUBLISHED', unit: 'people' });
    const usage = async () =>
      (
        await insights.ask<{ usage: { published: number }[] }>(
          admin,
          'query ($id: ID) { usage(contractId: $id) { published } }',
          { id: contractId },
        )
      ).usage;
    expect(await usage()).toEqual([{ published: 1 }]);
    await client.presence(question);
    expect(await usage()).toEqual([{ published: 1 }, { published: 1 }]);
    // What is released meanwhile is not under the key of before.
    const idempotencyKey = randomUUID();
    const days = { ...question, to: '2025-03-30' };
    await client.presence({ ...days, idempotencyKey });
    await client.presence({ ...days, idempotencyKey });
    expect(await usage()).toHaveLength(3);
    await insights.publish(presenceArtefact({ period: '2025-03-30' as never }));
    await client.presence({ ...days, idempotencyKey });
    expect((await usage())[0]).toEqual({ published: 2 });
  });
});
