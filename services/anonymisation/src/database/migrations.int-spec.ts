import { runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrations } from './data-source';

const stack = testStack({ postgres: true });

test('migrations go up, leave no difference to the entities, and go down to nothing', async () => {
  const ran = await runMigrations(dataSourceOptions(stack.databaseUrl));
  expect(ran).toHaveLength(migrations.length);
  expect(await runMigrations(dataSourceOptions(stack.databaseUrl))).toEqual([]);
  const dataSource = await new DataSource(dataSourceOptions(stack.databaseUrl)).initialize();
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    for (let left = migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    const tables = await dataSource.query<{ tablename: string }[]>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(tables).toEqual([{ tablename: 'migrations' }]);
  } finally {
    await dataSource.destroy();
  }
});
