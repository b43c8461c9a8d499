import { actEntities, createDataSourceOptions, platformEntities, platformMigrations } from '@passant/platform';
import { AskPeople1764700400000 } from './migrations/1764700400000-ask-people';
import { CreateRegistryAndDecisions1764000000000 } from './migrations/1764000000000-create-registry-and-decisions';
import { CreatePanelsAndStopLists1764000100000 } from './migrations/1764000100000-create-panels-and-stop-lists';
import { CreateLogInAndReleases1764000200000 } from './migrations/1764000200000-create-log-in-and-releases';
import { GiveMonthsKeysAndStopLists1764000300000 } from './migrations/1764000300000-give-months-keys-and-stop-lists';
import { CreateStrata1764000400000 } from './migrations/1764000400000-create-strata';
import { LetReleasesBeOfMonths1764000500000 } from './migrations/1764000500000-let-releases-be-of-months';
import { NoteWhatWasCleared1764000600000 } from './migrations/1764000600000-note-what-was-cleared';
import { RewardPeople1765013000000 } from './migrations/1765013000000-reward-people';
import { ResumeImports1765013100000 } from './migrations/1765013100000-resume-imports';
import { LimitLetterLogIns1765013200000 } from './migrations/1765013200000-limit-letter-log-ins';
import { KnowWhereMarketsStand1765073000000 } from './migrations/1765073000000-know-where-markets-stand';
import { ForgetEndedLines1765074000000 } from './migrations/1765074000000-forget-ended-lines';
import { KnowWhoseMessagesWait1765074000001 } from './migrations/1765074000001-know-whose-messages-wait';
import { ForgetLines1764800200000 } from './migrations/1764800200000-forget-lines';
import { OpenToThePublic1764800000000 } from './migrations/1764800000000-open-to-the-public';
import { TakeComplaints1764800100000 } from './migrations/1764800100000-take-complaints';
import { KeepTextMessagesUntilSent1764700300000 } from './migrations/1764700300000-keep-text-messages-until-sent';
import { LetDecisionsEnd1764700000000 } from './migrations/1764700000000-let-decisions-end';
import { LetLinesStandOut1764700100000 } from './migrations/1764700100000-let-lines-stand-out';
import { KeepEveryLineOfTheBacklog1764700200000 } from './migrations/1764700200000-keep-every-line-of-the-backlog';
import { RememberWithdrawals1764000700000 } from './migrations/1764000700000-remember-withdrawals';
import { NoteActs1764600000000 } from './migrations/1764600000000-note-acts';
import { CreateStops1764600010000 } from './migrations/1764600010000-create-stops';

/** This service's own tables are plain SQL, written in the migrations and spoken by the repositories. */
export const entities = [...platformEntities, ...actEntities];

export const migrations = [
  ...platformMigrations,
  CreateRegistryAndDecisions1764000000000,
  CreatePanelsAndStopLists1764000100000,
  CreateLogInAndReleases1764000200000,
  GiveMonthsKeysAndStopLists1764000300000,
  CreateStrata1764000400000,
  LetReleasesBeOfMonths1764000500000,
  NoteWhatWasCleared1764000600000,
  RememberWithdrawals1764000700000,
  NoteActs1764600000000,
  CreateStops1764600010000,
  LetDecisionsEnd1764700000000,
  LetLinesStandOut1764700100000,
  KeepEveryLineOfTheBacklog1764700200000,
  KeepTextMessagesUntilSent1764700300000,
  AskPeople1764700400000,
  OpenToThePublic1764800000000,
  TakeComplaints1764800100000,
  ForgetLines1764800200000,
  RewardPeople1765013000000,
  ResumeImports1765013100000,
  LimitLetterLogIns1765013200000,
  KnowWhereMarketsStand1765073000000,
  ForgetEndedLines1765074000000,
  KnowWhoseMessagesWait1765074000001,
];

export const dataSourceOptions = (url: string): ReturnType<typeof createDataSourceOptions> =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'consent' });
