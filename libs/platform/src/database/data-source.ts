import type { DataSourceOptions, MixedList } from 'typeorm';
import { platformEntities } from './entities';
import { platformMigrations } from './migrations/all';
import { SnakeCaseNamingStrategy } from './naming-strategy';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of a class
type Class = Function;
type Classes = readonly Class[];

export interface DatabaseSettings {
  readonly url: string;
  readonly entities: Classes;
  readonly migrations: Classes;
  readonly applicationName?: string;
}

const unique = (ours: Classes, theirs: Classes): MixedList<Class> => [...new Set([...ours, ...theirs])];

/** One database of one service, with the platform's tables. The schema changes by migrations only. */
export const createDataSourceOptions = (settings: DatabaseSettings): DataSourceOptions => ({
  type: 'postgres',
  url: settings.url,
  entities: unique(platformEntities, settings.entities),
  migrations: unique(platformMigrations, settings.migrations),
  migrationsTableName: 'migrations',
  synchronize: false,
  migrationsRun: false,
  namingStrategy: new SnakeCaseNamingStrategy(),
  logging: false,
  poolSize: 10,
  connectTimeoutMS: 10_000,
  applicationName: settings.applicationName ?? 'passant',
});
