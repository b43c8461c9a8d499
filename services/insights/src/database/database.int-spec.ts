import { runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { CreateInsights1790000000000 } from './migrations/1790000000000-create-insights';

const stack = testStack({ postgres: true });

describe('the schema', () => {
  it('is what the entities say, migrates once, and goes back', async () => {
    const options = dataSourceOptions(stack.databaseUrl);
    expect(await runMigrations(options)).toContain('CreateInsights1790000000000');
    expect(await runMigrations(options)).toEqual([]);
    const dataSource = await new DataSource(options).initialize();
    try {
      const pending = await dataSource.driver.createSchemaBuilder().log();
      expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
      const runner = dataSource.createQueryRunner();
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
