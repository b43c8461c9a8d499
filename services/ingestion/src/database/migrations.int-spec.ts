import { runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrations } from './data-source';

describe('the database', () => {
  const stack = testStack({ postgres: true });

  it('is migrated to what the entities say, once, and back to nothing', async () => {
    const options = dataSourceOptions(stack.databaseUrl);
    expect((await runMigrations(options)).length).toBeGreaterThan(0);
    expect(await runMigrations(options)).toEqual([]);
    const dataSource = await new DataSource(options).initialize();
    try {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
      for (let left = migrations.length; left > 0; left--) await dataSource.undoLastMigration();
      const tables = await dataSource.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
      );
      expect(tables).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });
});
