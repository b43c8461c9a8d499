import { runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { CreateInsights1790000000000 } from './migrations/1790000000000-create-insights';
import { LoadTablesAndMonths1790000100000 } from './migrations/1790000100000-load-tables-and-months';
import { KeepLeastPeople1790000200000 } from './migrations/1790000200000-keep-least-people';

const stack = testStack({ postgres: true });

async function open(): Promise<DataSource> {
  return new DataSource(dataSourceOptions(stack.databaseUrl)).initialize();
}

describe('the schema', () => {
  it('is what the entities say, migrates once, and goes back', async () => {
    const options = dataSourceOptions(stack.databaseUrl);
    expect(await runMigrations(options)).toContain('LoadTablesAndMonths1790000100000');
    expect(await runMigrations(options)).toEqual([]);
    const dataSource = await open();
    try {
      const pending = await dataSource.driver.createSchemaBuilder().log();
      expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
      const runner = dataSource.createQueryRunner();
      await new KeepLeastPeople1790000200000().down(runner);
      await new LoadTablesAndMonths1790000100000().down(runner);
      await new CreateInsights1790000000000().down(runner);
      await runner.release();
      const left: { table: string }[] = await dataSource.query(
        `SELECT table_name AS table FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
      );
      expect(left.map(({ table }) => table)).toEqual(['dead_letter', 'inbox', 'migrations', 'outbox']);
    } finally {
      await dataSource.destroy();
    }
  });
});

describe('a database of the version before', () => {
  const [presence, dwell] = ['11111111-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000002'];
  const plan = '11111111-0000-4000-8000-000000000009';
  const RELEASE = `INSERT INTO release (release_id, market_id, day, plan_id, product, purpose, method_version, sigma_squared,
      units_per_person, tau, factor, factor_variance, columns, table_zones, table_sha256)
    VALUES ($1, 'leipzig', '2025-03-29', $2, $3, 'place-statistics', '1', $4, $5, 140.5, $6, $7, $8, 3, 'f00d')`;
  const ROW = 'INSERT INTO release_row (release_id, zone_id, "values") VALUES ($1, $2, $3)';

  it('keeps what it sold, sells visitors from the dwell bins of before, and is the same to the last digit after going back', async () => {
    const dataSource = await open();
    const runner = dataSource.createQueryRunner();
    try {
      await new CreateInsights1790000000000().up(runner);
      await runner.query(RELEASE, [
        presence,
        plan,
        'presence',
        355_556,
        16,
        9.87,
        0.0123,
        ['2025-03-29T00:00:00.000Z'],
      ]);
      await runner.query(RELEASE, [dwell, plan, 'dwell', 1000, 1, null, null, ['15-30min', '30-60min']]);
      await runner.query(ROW, [presence, 'centre', [-17]]);
      await runner.query(ROW, [dwell, 'centre', [40, 200]]);
      const before = await readAll(runner, ['release', 'release_row']);
      await new LoadTablesAndMonths1790000100000().up(runner);
      expect(await runner.query('SELECT release_id, period, table_rows, strata FROM release ORDER BY 1')).toEqual([
        { release_id: presence, period: '2025-03-29', table_rows: 3, strata: 'total' },
        { release_id: dwell, period: '2025-03-29', table_rows: 3, strata: null },
      ]);
      const tables = await runner.query(
        'SELECT table_name, variance, tau FROM release_table WHERE release_id = $1 ORDER BY 1',
        [dwell],
      );
      expect(tables).toEqual([
        { table_name: 'dwell', variance: 1000, tau: 140.5 },
        { table_name: 'visitors', variance: 6000, tau: 20 + 3.09 * Math.sqrt(6000) },
      ]);
      expect(await runner.query('SELECT table_name, "values", factors FROM release_row ORDER BY 1')).toEqual([
        { table_name: 'dwell', values: [40, 200], factors: [null] },
        { table_name: 'presence', values: [-17], factors: [9.87] },
        { table_name: 'visitors', values: [240], factors: [null] },
      ]);
      await expect(runner.query('DELETE FROM release_row')).rejects.toThrow(/permission denied|never changed/);
      const loaded = await readAll(runner, ['release']);
      await new KeepLeastPeople1790000200000().up(runner);
      expect(await runner.query('SELECT DISTINCT least_people FROM release')).toEqual([{ least_people: 20 }]);
      await new KeepLeastPeople1790000200000().down(runner);
      expect(await readAll(runner, ['release'])).toEqual(loaded);
      await new LoadTablesAndMonths1790000100000().down(runner);
      expect(await readAll(runner, ['release', 'release_row'])).toEqual(before);
      await expect(runner.query('DELETE FROM release')).rejects.toThrow(/permission denied|never changed/);
    } finally {
      await runner.release();
      await dataSource.destroy();
    }
  });
});

async function readAll(
  runner: { query(sql: string): Promise<unknown> },
  tables: readonly string[],
): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const table of tables) all[table] = await runner.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
  return all;
}
