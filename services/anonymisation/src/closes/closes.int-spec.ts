import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  DAILY_PRODUCTS,
  PURPOSES,
  releaseArtefactSchema,
  type Product,
  type ReleaseArtefact,
  releasePublished,
  SEGMENT_FILE_STRUCTURE,
  type BatchId,
} from '@passant/contracts';
import { testStack } from '@passant/testing';
import { aPlan } from '../../test/test-day';
import { TransformService } from '../transform/transform.service';
import { dayMaker, OF_A_DAY, RunningService, stayers } from '../../test/running-service';

jest.setTimeout(120_000);

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

async function artefactsOf(day: string): Promise<ReleaseArtefact[]> {
  const rows = await service.outbox<typeof releasePublished>('release.published', day as never);
  const checks = rows.map(({ payload }) => payload.tables).filter((check) => check !== null);
  return Promise.all(
    checks.map(async (check) =>
      releaseArtefactSchema.parse(JSON.parse(gunzipSync(await service.store('releases').readBytes(check)).toString())),
    ),
  );
}

describe('closing a day', () => {
  test('releases every table once, with its cost, and tells everybody', async () => {
    const day = nextDay();
    const people = Array.from({ length: 300 }, (_, person) => person);
    await service.issuePanel(day);
    const batchId = await service.completeDay(day, stayers(day, people));
    expect(await service.stateOf(day)).toBe('WAITING_FOR_CLEARANCE');
    await service.clear(day);
    await service.untilState(day, 'CLOSED');

    const artefacts = await artefactsOf(day);
    const released = artefacts.map(({ product, purpose }) => `${product} ${purpose}`);
    expect(released.sort()).toEqual(
      DAILY_PRODUCTS.flatMap((product) => PURPOSES.map((of) => `${product} ${of}`)).sort(),
    );
    const find = (product: Product) =>
      artefacts.find((artefact) => artefact.product === product && artefact.purpose === 'place-statistics')!;
    const presence = find('presence');
    expect(presence).toMatchObject({ period: day, unitsPerPerson: 16, zones: ['z0', 'z1', 'z2'] });
    expect(presence.measurements).toMatchObject([
      { group: 'both', table: 'presence', rho: '800/88889', sigmaSquared: 355_556 },
      { group: 'place-statistics', table: 'presence', rho: '800/88889', sigmaSquared: 355_556 },
    ]);
    const [hours] = presence.tables;
    expect(hours!.columns).toHaveLength(24);
    expect(hours!.values).toHaveLength(3 * 24);
    expect(hours!.variance).toBe(2 * 355_556);
    // Zone 0 at 8 local time holds 300 people; noise has a standard deviation of 53 people.
    const figure = hours!.values[hours!.columns.indexOf(`${day}T07:00:00.000Z`)]! / 16;
    expect(Math.abs(figure - 300)).toBeLessThan(6 * 53);
    const [dwell] = find('dwell').tables;
    expect(Math.abs(dwell!.values[2]! - 300)).toBeLessThan(6 * Math.sqrt(2000));
    for (const { tables } of artefacts)
      expect(tables.every(({ variance, tau }) => variance > 0 && tau > 20)).toBe(true);

    expect((await service.outbox('segment.consumed', day)).map(({ payload }) => payload)).toEqual([
      { market: 'leipzig', day, batchId, duplicates: 0 },
    ]);
    expect((await service.outbox('day.closed', day)).map(({ consumer }) => consumer)).toEqual(['consent', 'ingestion']);
    expect(await service.outbox('release.published', day)).toHaveLength(OF_A_DAY.announcements);
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
    expect(await service.countOf('ledger_entry', day)).toBe(OF_A_DAY.measurements);
    expect(await service.countOf('release', day)).toBe(OF_A_DAY.releases);
  });

  test('closes a day without a single row, with noise', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    await service.completeDay(day, []);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    const [artefact] = await artefactsOf(day);
    expect(new Set(artefact!.tables[0]!.values).size).toBeGreaterThan(1);
  });
});

describe('the segments of a day', () => {
  test('are read part by part in one session: a part sees its own files, and nothing that an earlier one left', async () => {
    const day = nextDay();
    const [one, other] = [[0, 1], [2]].map((people) => stayers(day, people));
    const batchId = randomUUID() as BatchId;
    const segments = [
      await service.putSegment(day, batchId, one!, { shard: 0, shards: 2 }),
      await service.putSegment(day, batchId, other!, { shard: 1, shards: 2 }),
    ];
    const { footprints } = aPlan();
    const plan = { zones: [], regions: [], footprints };

    const seen = await service.app.get(TransformService).eachPart(
      { segments, plan, mostRows: 1 },
      async (engine) => {
        const before = (await readdir(engine.directory)).filter((name) => /native|left/.test(name));
        await writeFile(join(engine.directory, 'left.tsv'), '');
        const source = engine.source('presence-*.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE);
        const [counted] = await engine.rows<{ rows: number }>(`SELECT count() AS rows FROM ${source}`);
        return { files: before.length, rows: counted!.rows };
      },
      new AbortController().signal,
    );

    expect(seen).toEqual([
      { files: 1, rows: 6 },
      { files: 1, rows: 3 },
    ]);
  });
});
