import { gunzipSync } from 'node:zlib';
import {
  PRODUCTS,
  releaseArtefactSchema,
  toTableText,
  type ReleaseArtefact,
  releasePublished,
} from '@passant/contracts';
import { testStack } from '@passant/testing';
import { createHash } from 'node:crypto';
import { dayMaker, RunningService, stayers } from '../../test/running-service';

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
    expect(artefacts.map(({ product }) => product).sort()).toEqual([...PRODUCTS].sort());
    const presence = artefacts.find(({ product }) => product === 'presence')!;
    expect(presence).toMatchObject({
      purpose: 'place-statistics',
      unitsPerPerson: 16,
      sigmaSquared: 2 * 355_556,
      zones: ['z0', 'z1', 'z2'],
      measurements: [
        { group: 'both', table: 'presence', rho: '800/88889', sigmaSquared: 355_556 },
        { group: 'place-statistics', table: 'presence', rho: '800/88889', sigmaSquared: 355_556 },
      ],
    });
    expect(presence.columns).toHaveLength(24);
    expect(presence.values).toHaveLength(3 * 24);
    expect(presence.extrapolation).toMatchObject({ factor: 1, residents: 1000, panelMeasured: 1000 });
    expect(presence.tau).toBeCloseTo(20 * 16 + 3.09 * Math.sqrt(2 * 355_556), 6);
    // Zone 0 at 8 local time holds 300 people; noise has a standard deviation of 53 people.
    const figure = presence.values[presence.columns.indexOf(`${day}T07:00:00.000Z`)]! / 16;
    expect(Math.abs(figure - 300)).toBeLessThan(6 * 53);
    const dwell = artefacts.find(({ product }) => product === 'dwell')!;
    expect(dwell).toMatchObject({ unitsPerPerson: 1, sigmaSquared: 2000 });
    expect(Math.abs(dwell.values[2]! - 300)).toBeLessThan(6 * Math.sqrt(2000));
    for (const artefact of artefacts) {
      expect(artefact.tableSha256).toBe(createHash('sha256').update(toTableText(artefact)).digest('hex'));
    }

    expect((await service.outbox('segment.consumed', day)).map(({ payload }) => payload)).toEqual([
      { market: 'leipzig', day, batchId, duplicates: 0 },
    ]);
    expect((await service.outbox('day.closed', day)).map(({ consumer }) => consumer)).toEqual(['consent', 'ingestion']);
    expect((await service.outbox('release.published', day)).map(({ consumer }) => consumer).sort()).toEqual([
      ...['consent', 'consent', 'insights', 'insights'],
    ]);
    expect(await service.countOf('measurement', day)).toBe(4);
    expect(await service.countOf('ledger_entry', day)).toBe(4);
    expect(await service.countOf('release', day)).toBe(2);
  });

  test('closes a day without a single row, with noise', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    await service.completeDay(day, []);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    const [artefact] = await artefactsOf(day);
    expect(new Set(artefact!.values).size).toBeGreaterThan(1);
  });
});
