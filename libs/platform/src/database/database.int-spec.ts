import { testStack } from '@passant/testing';
import { Column, DataSource, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { createDataSourceOptions } from './data-source';
import { platformMigrations } from './migrations/all';
import { runMigrations } from './run-migrations';
import { transaction } from './transaction';

@Entity()
class ZonePlanEntity {
  @PrimaryColumn('text')
  planId: string;

  @Column('integer')
  cellCount: number;
}

class CreateZonePlan1800000000000 implements MigrationInterface {
  readonly name = 'CreateZonePlan1800000000000';

  up = (runner: QueryRunner): Promise<void> =>
    runner.query(
      `CREATE TABLE zone_plan (plan_id text NOT NULL CONSTRAINT pk PRIMARY KEY, cell_count integer NOT NULL)`,
    );

  down = (runner: QueryRunner): Promise<void> => runner.query('DROP TABLE zone_plan');
}

const stack = testStack({ postgres: true });
const options = () =>
  createDataSourceOptions({
    url: stack.databaseUrl,
    entities: [ZonePlanEntity],
    migrations: [...platformMigrations, CreateZonePlan1800000000000],
  });
let dataSource: DataSource;

beforeAll(async () => {
  const both = await Promise.all([runMigrations(options()), runMigrations(options())]);
  expect(both.map((names) => names.length).sort()).toEqual([0, 4]);
  dataSource = await new DataSource(options()).initialize();
});
afterAll(() => dataSource.destroy());

describe('migrations', () => {
  it('run once, with nothing left to do', async () => {
    expect(await runMigrations(options())).toEqual([]);
  });

  it('leave the schema that the entities describe', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can all be undone', async () => {
    for (let undone = 0; undone < 4; undone += 1) await dataSource.undoLastMigration();
    const tables = await dataSource.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables).toEqual([{ tablename: 'migrations' }]);
    expect(await runMigrations(options())).toHaveLength(4);
  });
});

describe('a transaction', () => {
  it('happens whole or not at all', async () => {
    const plan = { planId: 'one', cellCount: 3 };
    await transaction(dataSource, (manager) => manager.insert(ZonePlanEntity, plan));
    const failed = transaction(dataSource, async (manager) => {
      await manager.insert(ZonePlanEntity, { planId: 'other', cellCount: 4 });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await dataSource.getRepository(ZonePlanEntity).find()).toEqual([plan]);
  });
});
