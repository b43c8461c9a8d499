import { migrateService } from '@passant/platform';
import { dataSourceOptions } from './database/data-source';
import { readDatabaseUrl } from './environment';

void migrateService('consent', dataSourceOptions(readDatabaseUrl()));
