import { runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrations } from './data-source';

const stack = testStack({ postgres: true });

test('migrations go up once, keep what was decided from being changed, and go down to nothing', async () => {
  const options = dataSourceOptions(stack.databaseUrl);
  expect(await runMigrations(options)).toHaveLength(migrations.length);
  expect(await runMigrations(options)).toEqual([]);
  const dataSource = await new DataSource(options).initialize();
  try {
    for (const table of ['notice', 'notice_served', 'decision', 'panel_ledger', 'strata_ledger', 'strata_table']) {
      for (const change of [`DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        await expect(dataSource.query(change)).rejects.toThrow(/permission denied/);
      }
    }
    await dataSource.query('GRANT DELETE ON decision TO CURRENT_USER');
    await expect(dataSource.query('DELETE FROM decision')).rejects.toThrow(/never changed/);
    for (let left = migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    const tables = await dataSource.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
    );
    expect(tables).toEqual([]);
  } finally {
    await dataSource.destroy();
  }
});
