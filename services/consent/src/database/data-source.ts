import { createDataSourceOptions, platformEntities, platformMigrations } from '@passant/platform';
import { CreateRegistryAndDecisions1764000000000 } from './migrations/1764000000000-create-registry-and-decisions';
import { CreatePanelsAndStopLists1764000100000 } from './migrations/1764000100000-create-panels-and-stop-lists';
import { CreateLogInAndReleases1764000200000 } from './migrations/1764000200000-create-log-in-and-releases';

/** This service's own tables are plain SQL, written in the migrations and spoken by the repositories. */
export const entities = [...platformEntities];

export const migrations = [
  ...platformMigrations,
  CreateRegistryAndDecisions1764000000000,
  CreatePanelsAndStopLists1764000100000,
  CreateLogInAndReleases1764000200000,
];

export const dataSourceOptions = (url: string): ReturnType<typeof createDataSourceOptions> =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'consent' });
