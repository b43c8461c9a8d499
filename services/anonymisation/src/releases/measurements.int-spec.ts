import type { Group, MarketId, Period, Table, ZonePlanId } from '@passant/contracts';
import { runMigrations, Transactions } from '@passant/platform';
import { measureTable, type Measurement, type Released } from '@passant/privacy';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source';
import { hashTables } from './hash-tables';
import { MeasurementsRepository } from './measurements.repository';
import { systemNoise } from './random-source';

const stack = testStack({ postgres: true });
let dataSource: DataSource;
let measurements: MeasurementsRepository;

beforeAll(async () => {
  await runMigrations(dataSourceOptions(stack.databaseUrl));
  dataSource = await new DataSource(dataSourceOptions(stack.databaseUrl)).initialize();
  measurements = new MeasurementsRepository(new Transactions(dataSource));
}, 60_000);
afterAll(() => dataSource.destroy());

const MARKET = 'leipzig' as MarketId;
const DAY = '2026-06-01' as Period;
const MONTH = '2026-06' as Period;

const measure = (figures: number) =>
  measureTable(new Array<number>(figures).fill(0), { sensitivitySquared: 8, sigmaSquared: 667 }, systemNoise());

async function store(measured: Released<Measurement>, of: { period: Period; group?: Group; table: Table }) {
  const key = { market: MARKET, group: 'both' as const, ...of };
  await measurements.insert(
    dataSource.manager,
    { ...key, planId: '018f0000-0000-4000-8000-0000000000ff' as ZonePlanId, methodVersion: '2', measured },
    { ...key, rho: measured.rho, sigmaSquared: 667, tableSha256: hashTables([], []), spentAt: new Date() },
  );
}

test('a noisy table comes back as it was measured', async () => {
  const measured = measure(50);
  await store(measured, { period: DAY, table: 'flows' });
  const [stored] = await measurements.find(MARKET, DAY, ['flows']);
  expect(stored).toMatchObject({ period: DAY, group: 'both', table: 'flows', measured });
});

test('a table of a period and group is measured once', async () => {
  const of = { period: DAY, table: 'dwell', group: 'public-planning' } as const;
  await store(measure(5), of);
  await expect(store(measure(5), of)).rejects.toThrow(/measurement_pk/);
});

test('a month is not its first day', async () => {
  await store(measure(5), { period: MONTH, table: 'frequency' });
  await store(measure(5), { period: DAY, table: 'origin' });
  const tablesOf = async (period: Period) => (await measurements.find(MARKET, period)).map(({ table }) => table);
  expect(await tablesOf(MONTH)).toEqual(['frequency']);
  expect(await tablesOf(DAY)).not.toContain('frequency');
  const ledger = await measurements.findLedger({ market: MARKET });
  expect(ledger.find(({ table }) => table === 'frequency')!.period).toBe(MONTH);
});

test('a table of a million figures is drawn, hashed and stored whole', async () => {
  const columns = Array.from({ length: 1000 }, (_, index) => `z${index}`);
  const measured = measure(1_000_000);
  expect(measured.values).toHaveLength(1_000_000);
  const hash = hashTables([], [{ table: 'flows', columns, values: measured.values as number[] }]);
  expect(hash).toBe(hashTables([], [{ table: 'flows', columns, values: [...measured.values] }]));
  await store(measured, { period: '2026-06-02' as Period, group: 'both', table: 'flows' });
}, 60_000);

test('goes back to arrays without losing a figure', async () => {
  const before = await measurements.find(MARKET, DAY, ['flows']);
  let left = 100;
  const hasColumn = async () =>
    (
      await dataSource.query<unknown[]>(
        `SELECT 1 FROM information_schema.columns WHERE table_name = 'measurement' AND column_name = 'noisy_bytes'`,
      )
    ).length > 0;
  while ((await hasColumn()) && (left -= 1) > 0) await dataSource.undoLastMigration();
  const [row] = await dataSource.query<{ noisy_values: string[] }[]>(
    `SELECT noisy_values FROM measurement WHERE table_name = 'flows' AND day = $1`,
    [DAY],
  );
  expect(row!.noisy_values.map(Number)).toEqual(before[0]!.measured.values);
}, 60_000);
