import { randomUUID } from 'node:crypto';
import type { Actor } from '@passant/contracts';
import { ObjectStores } from '@passant/platform';
import { anonymous, testStack, waitFor } from '@passant/testing';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { DAY, dwellArtefact, originArtefact, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, type ContractWish, Insights, PUBLIC_URL } from '../../test/insights';
import { ExportRunner } from './export-runner';
import { ExportSweeper } from './export-sweeper';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let releaseId: string;

beforeAll(async () => {
  insights = await Insights.start(stack);
  const plan = zonePlan();
  // Names that a spreadsheet would run.
  const zones = plan.zones.map((zone) => (zone.id === 'north' ? { ...zone, name: '=HYPERLINK("x"), North' } : zone));
  await insights.approvePlan({ ...plan, zones });
  const presence = presenceArtefact();
  releaseId = presence.releaseId;
  for (const artefact of [presence, dwellArtefact(), originArtefact()]) await insights.publish(artefact);
}, 60_000);
afterAll(() => insights.app.close());

const EXPORT = `id state progress product format failure { code message } published suppressed noData expiresAt
  files { name contentType bytes sha256 url }`;
const REQUEST = `mutation ($input: ExportInput!, $key: String!) {
  requestExport(input: $input, idempotencyKey: $key) { ${EXPORT} } }`;

interface Exported {
  id: string;
  state: string;
  progress: number;
  failure: { code: string; message: string } | null;
  published: number;
  suppressed: number;
  noData: number;
  expiresAt: string;
  files: { name: string; contentType: string; bytes: number; url: string }[];
}
type Buyer = Awaited<ReturnType<Insights['signUp']>>;

const input = (own: object = {}) => ({
  ...{ product: 'presence', format: 'csv', zoneIds: ['centre', 'north', 'P-station', 'hills'], from: DAY, to: DAY },
  ...{ grain: 'DAY', ...own },
});
const signUp = (wish: ContractWish = {}) => insights.signUp({ products: ['presence', 'dwell', 'origin'], ...wish });
const request = async (actor: Actor, own: object = {}, key: string = randomUUID()) =>
  (await insights.ask<{ requestExport: Exported }>(actor, REQUEST, { input: input(own), key })).requestExport;
const look = async (actor: Actor, id: string) =>
  (await insights.ask<{ export: Exported }>(actor, `query ($id: ID!) { export(id: $id) { ${EXPORT} } }`, { id }))
    .export;
const untilOver = (actor: Actor, id: string) =>
  waitFor(
    async () => {
      const found = await look(actor, id);
      return ['FINISHED', 'FAILED'].includes(found.state) ? found : null;
    },
    { timeoutMs: 25_000 },
  );
const write = async (buyer: Buyer, own: object = {}) => untilOver(buyer.actor, (await request(buyer.actor, own)).id);
const get = (url: string) => insights.client.request(anonymous, { method: 'GET', url: url.replace(PUBLIC_URL, '') });
const fileOf = ({ files }: Exported, name: string) => files.find((file) => file.name.startsWith(name))!;
const events = async ({ contractId }: Buyer): Promise<{ published: number; request_id: string }[]> =>
  insights.dataSource.query('SELECT request_id, published FROM usage_event WHERE contract_id = $1', [contractId]);

describe('an export', () => {
  it('is written by its job: a row a figure, where suppressed is not zero is not "no data"', async () => {
    const buyer = await signUp();
    const exported = await write(buyer);
    expect(exported).toMatchObject({
      state: 'FINISHED',
      progress: 100,
      published: 2,
      suppressed: 1,
      noData: 1,
      failure: null,
    });
    const data = await get(fileOf(exported, 'data').url);
    expect(data.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="presence-${DAY}-${DAY}-data.csv"`,
      'content-length': String(data.rawPayload.length),
    });
    const [header, ...records] = data.body.split('\r\n');
    expect(header).toBe('zone_id,zone_name,start,value,low,high,status,unit,modelled');
    expect(records).toHaveLength(5); // four zones and the end
    expect(records[0]).toMatch(
      /^centre,Zone centre,2025-03-28T23:00:00.000Z,\d+(\.\d+)?,\d+(\.\d+)?,\d+(\.\d+)?,PUBLISHED,people,false$/,
    );
    expect(records[1]).toContain(`north,"'=HYPERLINK(""x""), North",2025`);
    expect(records[2]).toMatch(/^P-station,Zone P-station,2025-03-28T23:00:00.000Z,,,,SUPPRESSED,/);
    expect(records[3]).toMatch(/^hills,Zone hills,2025-03-28T23:00:00.000Z,,,,NO_DATA,/);
  });

  it.each(['csv', 'geojson', 'parquet'])(
    'under a pilot contract says so in every row of %s, and in its method sheet',
    async (format) => {
      const ends = { namedBuyer: 'Schuh & Sohn KG', validUntil: new Date(Date.now() + 86_400_000).toISOString() };
      const buyer = await signUp({ kind: 'pilot', ...ends });
      const exported = await write(buyer, { format });
      expect((await get(fileOf(exported, 'method').url)).json()).toMatchObject({ marks: ['pilot'] });
      const { rawPayload: bytes } = await get(fileOf(exported, 'data').url);
      const marksOf = {
        csv: async () =>
          bytes
            .toString()
            .trimEnd()
            .split('\r\n')
            .map((row) => row.split(',').at(-1)),
        geojson: async () => [
          'marks',
          ...(JSON.parse(bytes.toString()) as { features: { properties: { marks: string } }[] }).features.map(
            ({ properties }) => properties.marks,
          ),
        ],
        parquet: async () => {
          const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
          return ['marks', ...(await parquetReadObjects({ file })).map(({ marks }) => String(marks))];
        },
      };
      expect(await marksOf[format as keyof typeof marksOf]()).toEqual(['marks', 'pilot', 'pilot', 'pilot', 'pilot']);
    },
  );

  it('says in a second file how it was made and what may be done with it', async () => {
    const buyer = await signUp();
    const exported = await write(buyer);
    const sheet = (await get(fileOf(exported, 'method').url)).json();
    expect(sheet).toMatchObject({
      ...{ format: 'method-sheet/1', product: 'presence', market: 'leipzig', timeZone: 'Europe/Berlin' },
      ...{
        units: ['people'],
        releaseIds: [releaseId],
        methodVersions: ['1'],
        locationError: { median: 0.04, p90: 0.11 },
      },
      reading: {
        statuses: { SUPPRESSED: expect.stringMatching(/not zero/), NO_DATA: expect.stringMatching(/not zero/) },
      },
      terms: {
        contractId: buyer.contractId,
        purpose: 'place-statistics',
        prohibitions: expect.arrayContaining(['credit']),
      },
    });
    expect(sheet.data.bytes).toBe(fileOf(exported, 'data').bytes);
  });

  it('holds the same figures as the answer of the graph, and costs the same, once', async () => {
    const buyer = await signUp();
    const key = randomUUID();
    const first = await request(buyer.actor, {}, key);
    const again = await request(buyer.actor, {}, key);
    expect(again.id).toBe(first.id);
    const exported = await untilOver(buyer.actor, first.id);
    const values = (await get(fileOf(exported, 'data').url)).body.split('\r\n').slice(1, 3);
    expect(await events(buyer)).toEqual([{ request_id: first.id, published: 2 }]);
    // As the queue would after a crash: nothing is written or billed again.
    await insights.app.get(ExportRunner).run(first.id, new AbortController().signal);
    expect(await events(buyer)).toHaveLength(1);
    const asked = await insights.ask<{ presence: { values: number[] }[] }>(
      buyer.actor,
      `{ presence(zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: DAY) { values } }`,
    );
    expect(values[0]).toContain(`,${asked.presence[0]!.values[0]},`);
    expect(await insights.refusal(buyer.actor, REQUEST, { input: input({ format: 'parquet' }), key })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('as GeoJSON is a feature a zone with its public shape, and lists of equal length', async () => {
    const buyer = await signUp();
    const exported = await write(buyer, { format: 'geojson', product: 'dwell', bins: ['1-2h'] });
    const response = await get(fileOf(exported, 'data').url);
    expect(response.headers['content-type']).toBe('application/geo+json');
    const { type, features, method } = response.json();
    expect([type, features.length]).toEqual(['FeatureCollection', 4]);
    expect(features[0]).toMatchObject({
      ...{ type: 'Feature', geometry: { type: 'MultiPolygon' } },
      properties: { zone_id: 'centre', bin: '1-2h', status: ['PUBLISHED'], unit: 'people a day' },
    });
    expect(features[3].properties).toMatchObject({ zone_id: 'hills', status: ['NO_DATA'], value: [null] });
    expect(method).toMatchObject({ format: 'method-sheet/1', product: 'dwell' });
  });

  it('as Parquet is read back by another library: null where nothing is published, never zero', async () => {
    const buyer = await signUp();
    const exported = await write(buyer, { format: 'parquet', grain: 'HOUR' });
    const bytes = (await get(fileOf(exported, 'data').url)).rawPayload;
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(4 * 24);
    expect(rows[0]).toMatchObject({ zone_id: 'centre', status: 'PUBLISHED', modelled: false, unit: 'people' });
    expect(rows[0]!['start']).toEqual(new Date('2025-03-28T23:00:00Z'));
    expect(typeof rows[0]!['value']).toBe('number');
    const ofStation = rows.filter((row) => row['zone_id'] === 'P-station');
    expect(ofStation.every((row) => row['value'] === null && row['status'] === 'SUPPRESSED')).toBe(true);
    const { key_value_metadata: metadata } = parquetMetadata(file);
    const method = metadata?.find(({ key }) => key === 'passant.method')?.value;
    expect(JSON.parse(method ?? '{}')).toMatchObject({ format: 'method-sheet/1', releaseIds: [releaseId] });
  });

  it('may be larger than any answer of the graph: it is written some zones after the others, and billed as one question', async () => {
    const buyer = await signUp({ from: '2024-01-01' });
    const asked = { from: '2024-01-01', to: '2025-08-31', grain: 'HOUR' };
    const graph = `{ presence(zoneIds: ["centre", "north", "P-station", "hills"], from: "${asked.from}", to: "${asked.to}",
      grain: HOUR) { unit } }`;
    expect(await insights.refusal(buyer.actor, graph)).toMatchObject({ code: 'QUESTION_TOO_LARGE' });
    const exported = await write(buyer, { ...asked, format: 'parquet' });
    const hours = 609 * 24; // each spring takes an hour and each autumn gives one, and this ends in summer
    expect(exported).toMatchObject({ state: 'FINISHED', published: 48, suppressed: 24, noData: 4 * (hours - 1) - 72 });
    expect(await events(buyer)).toEqual([{ request_id: exported.id, published: 48 }]);
    const bytes = (await get(fileOf(exported, 'data').url)).rawPayload;
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const { row_groups: groups, num_rows: rows } = parquetMetadata(file);
    expect([groups.length, Number(rows)]).toEqual([2, 4 * (hours - 1)]);
  });

  it('says how far it is to whoever looks while it is written', async () => {
    const buyer = await signUp();
    const holder = insights.dataSource.createQueryRunner();
    try {
      // Its figures are written, and the bill waits.
      await holder.startTransaction();
      await holder.query('LOCK TABLE usage_event IN SHARE MODE');
      const { id, progress } = await request(buyer.actor);
      expect(progress).toBe(0);
      await waitFor(async () => (await look(buyer.actor, id)).progress > 0);
      expect(await look(buyer.actor, id)).toMatchObject({ state: 'RUNNING', progress: 99, files: [] });
      await holder.rollbackTransaction();
      expect(await untilOver(buyer.actor, id)).toMatchObject({ state: 'FINISHED', progress: 100 });
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction();
      await holder.release();
    }
  });

  it('of origin lists home areas with names, distances and shares', async () => {
    const buyer = await signUp();
    const exported = await write(buyer, { product: 'origin', zoneIds: ['centre'] });
    const records = (await get(fileOf(exported, 'data').url)).body.split('\r\n');
    expect(records[0]).toBe(
      'zone_id,zone_name,start,home_zone_id,home_zone_name,distance_km,value,low,high,status,share,share_low,share_high,unit,modelled',
    );
    expect(records[1]).toMatch(/^centre,Zone centre,[^,]+,centre,Zone centre,0,/);
  });
});

describe('what a contract does not cover', () => {
  it.each([
    ['a zone', { zoneIds: ['north'] }, 'ENTITLEMENT_MISSING', /zone north/],
    ['a product', { product: 'dwell', grain: 'DAY' }, 'ENTITLEMENT_MISSING', /product dwell/],
    ['a format', { format: 'parquet' }, 'ENTITLEMENT_MISSING', /export format parquet \(the contract has csv\)/],
    ['an end before the beginning', { from: '2025-03-30' }, 'PERIOD_REVERSED', /ends before/],
    ['visitors by the hour', { product: 'visitors', grain: 'HOUR' }, 'GRAIN_NOT_AVAILABLE', /DAY/],
    ['what is not of its product', { bins: ['1-2h'] }, 'INPUT_INVALID', /bins/],
    ['a format that is none', { format: 'xlsx' }, 'INPUT_INVALID', /format/],
    [
      'thirty years of hours',
      { from: '1990-01-01', zoneIds: ['centre'], grain: 'HOUR' },
      'ENTITLEMENT_MISSING',
      /period/,
    ],
    [
      'ten thousand zones',
      { zoneIds: Array.from({ length: 10_000 }, (_, zone) => `z-${zone}`) },
      'ENTITLEMENT_MISSING',
      /^.{1,400}and 9980 more/,
    ],
    [
      'a thousand years of zones',
      {
        from: '1970-01-01',
        to: '2099-12-31',
        zoneIds: Array(50)
          .fill('centre')
          .map((id, i) => `${id}${i}`),
      },
      'QUESTION_TOO_LARGE',
      /200000/,
    ],
  ])('is refused at once, with the code of the question: %s', async (_, own, code, message) => {
    const buyer = await signUp({ products: ['presence'], zoneIds: ['centre'], exportFormats: ['csv'] } as ContractWish);
    const given = input({ zoneIds: ['centre'], ...own });
    expect(await insights.refusal(buyer.actor, REQUEST, { input: given, key: randomUUID() })).toEqual({
      ...{ code, message: expect.stringMatching(message) },
    });
  });

  it('because its quota is used up fails with that code; nothing is billed, and no file is left', async () => {
    const buyer = await signUp({ figuresPerMonth: 1 });
    const exported = await write(buyer);
    expect(exported).toMatchObject({ state: 'FAILED', files: [], failure: { code: 'QUOTA_EXCEEDED' } });
    expect(await events(buyer)).toEqual([]);
    expect(await insights.app.get(ObjectStores).of('exports').list(`${exported.id}/`)).toEqual([]);
  });

  it('fails where the contract was suspended before it was written', async () => {
    const buyer = await signUp();
    const asked = await request(buyer.actor);
    await insights.dataSource.query(
      `UPDATE export SET state = 'requested', attempt = 0, files = NULL, question = question WHERE id = $1`,
      [(await untilOver(buyer.actor, asked.id)).id],
    );
    await insights.step(admin, 'suspend', buyer.contractId);
    await insights.app.get(ExportRunner).run(asked.id, new AbortController().signal);
    expect(await look(buyer.actor, asked.id)).toMatchObject({
      state: 'FAILED',
      failure: { code: 'CONTRACT_NOT_ACTIVE' },
    });
  });

  it.each([
    ['CONTRACT_NOT_ACTIVE', (buyer: Buyer) => insights.step(admin, 'suspend', buyer.contractId)],
    [
      'CREDENTIALS_REVOKED',
      (buyer: Buyer) =>
        insights.ask(admin, 'mutation ($id: ID!) { revokeCredentials(clientId: $id) }', { id: buyer.oauthId }),
    ],
  ])(
    'fails with %s where that happens while it is written: nothing is billed, and no file is left',
    async (code, end) => {
      const buyer = await signUp();
      const holder = insights.dataSource.createQueryRunner();
      const waiting = async (): Promise<boolean> => {
        const locks: unknown[] = await insights.dataSource.query(
          `SELECT FROM pg_locks WHERE NOT granted AND relation = 'release_row'::regclass`,
        );
        return locks.length > 0;
      };
      let asked: Exported;
      try {
        // Whoever writes it was let in, and waits for its figures.
        await holder.startTransaction();
        await holder.query('LOCK TABLE release_row IN ACCESS EXCLUSIVE MODE');
        asked = await request(buyer.actor);
        await waitFor(waiting);
        await end(buyer);
      } finally {
        await holder.rollbackTransaction();
        await holder.release();
      }
      const failed = async () => {
        const rows: { state: string; failure_code: string | null }[] = await insights.dataSource.query(
          'SELECT state, failure_code FROM export WHERE id = $1',
          [asked.id],
        );
        return rows[0]!.state === 'failed' ? rows[0]! : null;
      };
      expect(await waitFor(failed, { timeoutMs: 25_000 })).toMatchObject({ failure_code: code });
      expect(await events(buyer)).toEqual([]);
      expect(await insights.app.get(ObjectStores).of('exports').list(`${asked.id}/`)).toEqual([]);
    },
  );

  it('is nobody else’s', async () => {
    const [one, other] = [await signUp(), await signUp()];
    const asked = await request(one.actor);
    expect(
      await insights.refusal(other.actor, 'query ($id: ID!) { export(id: $id) { id } }', { id: asked.id }),
    ).toMatchObject({
      code: 'EXPORT_UNKNOWN',
    });
    expect(await insights.ask(other.actor, '{ exports { id } }')).toEqual({ exports: [] });
    expect(await insights.refusal(admin, REQUEST, { input: input(), key: randomUUID() })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('an attempt that was interrupted', () => {
  it('is taken up again by another, and the first may not finish it', async () => {
    const buyer = await signUp();
    const { id } = await untilOver(buyer.actor, (await request(buyer.actor)).id);
    await insights.dataSource.query(
      `UPDATE export SET state = 'running', files = NULL, attempt = 7, lease_until = now() + interval '1 hour' WHERE id = $1`,
      [id],
    );
    const runner = insights.app.get(ExportRunner);
    await expect(runner.run(id, new AbortController().signal)).rejects.toMatchObject({ code: 'EXPORT_RUNNING' });
    await insights.dataSource.query(`UPDATE export SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]);
    await runner.run(id, new AbortController().signal);
    expect((await look(buyer.actor, id)).state).toBe('FINISHED');
    expect(await events(buyer)).toHaveLength(1);
  });

  it('gives it back where its service stops', async () => {
    const buyer = await signUp();
    const { id } = await untilOver(buyer.actor, (await request(buyer.actor)).id);
    await insights.dataSource.query(`UPDATE export SET state = 'requested', files = NULL WHERE id = $1`, [id]);
    await expect(insights.app.get(ExportRunner).run(id, AbortSignal.abort())).rejects.toThrow();
    const rows = await insights.dataSource.query('SELECT state, lease_until FROM export WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'running', lease_until: null }]);
  });
});

describe('a link', () => {
  it('opens one file, and nothing once it was changed', async () => {
    const exported = await write(await signUp());
    const { url } = fileOf(exported, 'data');
    expect((await get(url)).statusCode).toBe(200);
    for (const changed of [
      url.replace('data.csv', 'method.json'),
      url.replace(/signature=./, 'signature=A_'),
      url.replace(/expires=\d/, 'expires=9'),
      url.split('?')[0]!,
    ]) {
      expect((await get(changed)).json()).toMatchObject({ code: 'LINK_INVALID' });
    }
  });

  it('opens nothing for who may not ask any more: contract suspended, credentials revoked', async () => {
    const buyer = await signUp();
    const { url } = fileOf(await write(buyer), 'data');
    await insights.step(admin, 'suspend', buyer.contractId);
    expect((await get(url)).json()).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE' });
    await insights.step(admin, 'resume', buyer.contractId);
    expect((await get(url)).statusCode).toBe(200);
    await insights.ask(admin, 'mutation ($id: ID!) { revokeCredentials(clientId: $id) }', { id: buyer.oauthId });
    expect((await get(url)).json()).toMatchObject({ code: 'CREDENTIALS_REVOKED' });
  });

  it('ends with its hour, and files with their days: then they are deleted', async () => {
    const buyer = await signUp();
    const exported = await write(buyer);
    const { url } = fileOf(exported, 'data');
    const now = Date.now();
    const spied = jest.spyOn(Date, 'now').mockReturnValue(now + 61 * 60_000);
    try {
      expect(await get(url)).toMatchObject({ statusCode: 410 });
    } finally {
      spied.mockRestore();
    }
    expect(Date.parse(exported.expiresAt) - now).toBeGreaterThan(6 * 86_400_000);
    await insights.dataSource.query(`UPDATE export SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      exported.id,
    ]);
    expect(await get(url)).toMatchObject({ statusCode: 410 });
    expect(await look(buyer.actor, exported.id)).toMatchObject({ state: 'EXPIRED', files: [] });
    expect(await insights.app.get(ExportSweeper).sweep()).toBe(1);
    expect(await insights.app.get(ObjectStores).of('exports').list(`${exported.id}/`)).toEqual([]);
    expect(await insights.app.get(ExportSweeper).sweep()).toBe(0);
  });
});
