import {
  actEntities,
  createDataSourceOptions,
  KnownStopEntity,
  platformEntities,
  platformMigrations,
} from '@passant/platform';
import { CreatePlansAndPanels1764000000000 } from './migrations/1764000000000-create-plans-and-panels';
import { CreateDayCloses1764000100000 } from './migrations/1764000100000-create-day-closes';
import { CreateReleasesAndLedger1764000200000 } from './migrations/1764000200000-create-releases-and-ledger';
import { CreatePoliciesAndStrata1764000300000 } from './migrations/1764000300000-create-policies-and-strata';
import { StoreNoisyTablesAsBytes1764000310000 } from './migrations/1764000310000-store-noisy-tables-as-bytes';
import { KeepLeastPeople1764000320000 } from './migrations/1764000320000-keep-least-people';
import { KeepDaysAndDeadlinesOfMonths1764000330000 } from './migrations/1764000330000-keep-days-and-deadlines-of-months';
import { ClosePeriods1764000400000 } from './migrations/1764000400000-close-periods';
import { CreateReturnVisits1764000410000 } from './migrations/1764000410000-create-return-visits';
import { BlurMarks1764000430000 } from './migrations/1764000430000-blur-marks';
import { CreateCloseRetries1764000420000 } from './migrations/1764000420000-create-close-retries';
import { CreateGates1764000500000 } from './migrations/1764000500000-create-gates';
import { NoteActs1764600000000 } from './migrations/1764600000000-note-acts';
import { KnowStops1764600010000 } from './migrations/1764600010000-know-stops';
import { LetReleasesWait1764600020000 } from './migrations/1764600020000-let-releases-wait';
import { KeepLocationErrorOfPlans1764615000000 } from './migrations/1764615000000-keep-location-error-of-plans';

/** This service's own tables are plain SQL, written in the migrations and spoken by the repositories. */
export const entities = [...platformEntities, ...actEntities, KnownStopEntity];

export const migrations = [
  ...platformMigrations,
  CreatePlansAndPanels1764000000000,
  CreateDayCloses1764000100000,
  CreateReleasesAndLedger1764000200000,
  CreatePoliciesAndStrata1764000300000,
  StoreNoisyTablesAsBytes1764000310000,
  KeepLeastPeople1764000320000,
  KeepDaysAndDeadlinesOfMonths1764000330000,
  ClosePeriods1764000400000,
  CreateReturnVisits1764000410000,
  CreateCloseRetries1764000420000,
  BlurMarks1764000430000,
  CreateGates1764000500000,
  NoteActs1764600000000,
  KnowStops1764600010000,
  LetReleasesWait1764600020000,
  KeepLocationErrorOfPlans1764615000000,
];

export const dataSourceOptions = (url: string): ReturnType<typeof createDataSourceOptions> =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'anonymisation' });
