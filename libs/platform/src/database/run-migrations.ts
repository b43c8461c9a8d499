import { DataSource, type DataSourceOptions } from 'typeorm';

/** Any number: it only has to be the same for everybody who migrates one database. */
const LOCK = 7_262_026;

/**
 * Migrates one database, a transaction a migration. Two at once wait for each other.
 *
 * @returns the names of the migrations that ran
 */
export async function runMigrations(options: DataSourceOptions): Promise<string[]> {
  const dataSource = await new DataSource(options).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    await lock.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    return done.map((migration) => migration.name);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}
