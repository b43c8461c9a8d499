import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAILY_PRODUCTS, TABLES_OF, type Product, type Table } from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { TABLE_BOUNDS } from '@passant/privacy';
import {
  adversaries,
  aRing,
  HALF_HOUR_DAY,
  LONG_DAY,
  manyEvents,
  secondsOf,
  SHORT_DAY,
  type TestWindow,
} from '../../test/adversaries';
import { PERSON, prepare, settings, type TestEvent } from '../../test/test-day';
import { loadPlan } from './plan-files';
import { FIGURES, findStays, forgetStays, toParameters, type DayToTransform } from './transform-day';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const ZONES = 200;
const ring = aRing(ZONES);

/** The column of a table, from that of the one count of visitors; others are measured as counted. */
const COLUMN_OF: Partial<Record<Table, string>> = {
  visitors: '0',
  'visitors-by-age': 'intDiv(column, 3)',
  'visitors-by-gender': 'column % 3',
};
const ofKind = (dataKind: 'presence' | 'movement'): readonly Product[] =>
  DAILY_PRODUCTS.filter((product) => (product === 'flows') === (dataKind === 'movement'));

interface Norm {
  readonly people: number;
  readonly most: number;
}

/** The largest squared L2 norm of one person's increments in each table, through the real statements. */
async function findNorms(engine: Engine, day: DayToTransform): Promise<Map<Table, Norm>> {
  const norms = new Map<Table, Norm>();
  await loadPlan(engine, day.plan);
  for (const dataKind of ['presence', 'movement'] as const) {
    await findStays(engine, dataKind, day);
    for (const product of ofKind(dataKind)) {
      for (const table of TABLES_OF[product]) {
        const perPerson = FIGURES[product as keyof typeof FIGURES]('pseudonym, group_code');
        const [norm] = await engine.rows<Norm>(
          `SELECT count() AS people, max(squared) AS most FROM
           (SELECT person, sum(figure * figure) AS squared FROM
            (SELECT ${PERSON}, row, ${COLUMN_OF[table] ?? 'column'} AS figure_column, sum(units) AS figure
             FROM (${perPerson}) GROUP BY person, row, figure_column)
            GROUP BY person)`,
          toParameters(day),
        );
        norms.set(table, norm!);
      }
    }
    if (dataKind === 'presence') await assertSameZones(engine, day);
    await forgetStays(engine, dataKind);
  }
  return norms;
}

/** Visitors, dwell and origin use the same zones. */
async function assertSameZones(engine: Engine, day: DayToTransform): Promise<void> {
  const zones = (product: 'visitors' | 'dwell' | 'origin') =>
    `SELECT pseudonym, row FROM (${FIGURES[product]('pseudonym, group_code')})`;
  const [differing] = await engine.rows<{ dwell: number; origin: number }>(
    `SELECT (SELECT count() FROM (${zones('visitors')} EXCEPT ${zones('dwell')})) AS dwell,
            (SELECT count() FROM (${zones('origin')} EXCEPT ${zones('visitors')})) AS origin`,
    toParameters(day),
  );
  expect(differing).toEqual({ dwell: 0, origin: 0 });
}

const run = (window: TestWindow, events: readonly TestEvent[], key0: bigint): Promise<Map<Table, Norm>> =>
  runInEngine(settings(scratch), async (engine) =>
    findNorms(engine, await prepare(engine, { ...window, events, plan: ring, hashKey: { key0, key1: 7n } })),
  );

const busiest = (window: TestWindow, person: number): TestEvent[] => {
  const { start, length } = secondsOf(window);
  const all = manyEvents(length, (index) => Math.floor(index / 40) % ZONES);
  const still = manyEvents(length, () => 3);
  return [
    ...all.map(({ second, cell }) => ({ person, time: start + second, cell: `c${cell}` })),
    ...still.map(({ second, cell }) => ({ person: person + 1, time: start + second, cell: `c${cell}` })),
  ];
};

describe('one person', () => {
  test('never counts for more than declared: 10,000 adversaries on a day of 25 hours, two with 10,000 events an hour', async () => {
    const events = [...adversaries(10_000, LONG_DAY, { cells: ZONES, seed: 1 }), ...busiest(LONG_DAY, 20_000)];
    const norms = await run(LONG_DAY, events, 42n);
    for (const [table, { most, people }] of norms) {
      expect({ table, most }).toEqual({ table, most: TABLE_BOUNDS[table].sensitivitySquared });
      expect(people).toBeGreaterThan(1_500);
    }
    expect(norms.size).toBe(DAILY_PRODUCTS.flatMap((product) => TABLES_OF[product]).length);
  }, 180_000);

  test.each([
    { what: 'of 23 hours', window: SHORT_DAY, key0: 1n },
    { what: 'of a half-hour time zone', window: HALF_HOUR_DAY, key0: 2n ** 64n - 1n },
  ])(
    'never counts for more than declared: 1,500 adversaries on a day $what',
    async ({ window, key0 }) => {
      const norms = await run(window, adversaries(1_500, window, { cells: ZONES, seed: Number(key0 % 100n) }), key0);
      for (const [table, { most }] of norms) {
        expect(most).toBeLessThanOrEqual(TABLE_BOUNDS[table].sensitivitySquared);
      }
    },
    60_000,
  );
});
