import { platformMigrations, runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrations } from './data-source';
import { CreateInsights1790000000000 } from './migrations/1790000000000-create-insights';
import { LoadTablesAndMonths1790000100000 } from './migrations/1790000100000-load-tables-and-months';
import { KeepLeastPeople1790000200000 } from './migrations/1790000200000-keep-least-people';

const ownMigrations = migrations.slice(platformMigrations.length);
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
      for (const migration of [...ownMigrations].reverse()) await new migration().down(runner);
      await runner.release();
      const left: { table: string }[] = await dataSource.query(
        `SELECT table_name AS table FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
      );
      const ofTheService = left.filter(({ table }) => !table.startsWith('audit_'));
      expect(ofTheService.map(({ table }) => table)).toEqual(['dead_letter', 'inbox', 'migrations', 'outbox']);
    } finally {
      await dataSource.destroy();
    }
  });
});

describe('a database of the first version', () => {
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
      await new CreateInsights1790000000000().down(runner);
    } finally {
      await runner.release();
      await dataSource.destroy();
    }
  });
});

describe('a database of the version before acts, keys and months', () => {
  it('keeps its credentials and steps, and counts what it sold into local months', async () => {
    const dataSource = await open();
    const runner = dataSource.createQueryRunner();
    const [client, contract, version] = ['1', '2', '3'].map((one) => `22222222-0000-4000-8000-00000000000${one}`);
    try {
      for (const migration of ownMigrations.slice(0, 2)) await new migration().up(runner);
      await runner.query(
        `INSERT INTO zone_plan (plan_id, market_id, market_name, time_zone, version)
         VALUES ('11111111-0000-4000-8000-000000000009', 'leipzig', 'Leipzig', 'Europe/Berlin', 1)`,
      );
      await runner.query(`INSERT INTO client VALUES ($1, 'Schuh & Sohn', 'retail', 'ada', now())`, [client]);
      await runner.query(`INSERT INTO contract VALUES ($1, $2, 'active', 1, NULL, 'ada', now())`, [contract, client]);
      await runner.query(
        `INSERT INTO contract_version VALUES ($1, $2, 1, now(), '{"market": "leipzig"}', 'ada', now())`,
        [version, contract],
      );
      await runner.query(`INSERT INTO contract_step VALUES ($1, 1, 'offer', 'offered', 'ada', now())`, [contract]);
      await runner.query(`INSERT INTO api_client VALUES ($1, $1, 'scrypt$', 'ada', now(), NULL)`, [client]);
      // The last hour of March in UTC is April in Leipzig.
      for (const [at, published] of [
        ['2025-03-31T21:30:00Z', 3],
        ['2025-03-31T22:30:00Z', 5],
        ['2025-04-02T00:00:00Z', 7],
      ]) {
        await runner.query(
          `INSERT INTO usage_event VALUES (gen_random_uuid(), gen_random_uuid(), 'q', $1, $2, $3, 'presence', 'DAY', 9,
             $4, 0, 0, 2 * $4, 'EUR', $5)`,
          [client, contract, version, published, at],
        );
      }
      for (const migration of ownMigrations.slice(2)) await new migration().up(runner);
      expect(await runner.query('SELECT month, published, cost_minor_units FROM contract_month ORDER BY 1')).toEqual([
        { month: '2025-03', published: '3', cost_minor_units: '6' },
        { month: '2025-04', published: '12', cost_minor_units: '24' },
      ]);
      expect(await runner.query('SELECT step, reason FROM contract_step')).toEqual([{ step: 'offer', reason: null }]);
      await expect(runner.query('UPDATE contract_step SET reason = $1', ['x'])).rejects.toThrow(
        /permission denied|never changed/,
      );
      await runner.query(
        `INSERT INTO api_client (id, client_id, public_jwk, created_by, created_at)
         VALUES ($1, $2, '{}', 'ada', now())`,
        [contract, client],
      );
      await expect(runner.query(`UPDATE api_client SET secret_hash = 's', public_jwk = '{}'`)).rejects.toThrow(/proof/);
      for (const migration of ownMigrations.slice(2).reverse()) await new migration().down(runner);
      expect(await runner.query('SELECT id, secret_hash FROM api_client')).toEqual([
        { id: client, secret_hash: 'scrypt$' },
      ]);
      for (const migration of ownMigrations.slice(0, 2).reverse()) await new migration().down(runner);
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
