import { migrateService } from '@passant/platform';
import { dataSourceOptions } from './database/data-source';
import { readMigrationEnvironment } from './environment';

void migrateService('ingestion', dataSourceOptions(readMigrationEnvironment().DATABASE_URL));
