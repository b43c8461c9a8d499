import type { DataSourceOptions } from 'typeorm';
import { runMigrations } from '../database/run-migrations';
import { toSafeError } from '../errors/safe-error';
import { createLogger } from './logger';

/** `migrate.ts` of every service: migrates, says which, and ends with 0, or with 1. */
export async function migrateService(service: string, options: DataSourceOptions): Promise<void> {
  const logger = createLogger({ service, level: 'info' });
  try {
    logger.info({ event: 'database.migrated', migrations: await runMigrations(options) });
  } catch (error) {
    logger.fatal({ event: 'database.migration-failed', error: toSafeError(error) });
    process.exitCode = 1;
  }
}
