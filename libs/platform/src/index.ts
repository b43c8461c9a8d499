export type { Act, Subject } from './acts/act';
export { actEntities, KeptAnswerEntity, StaffActEntity } from './acts/act.entity';
export { ActsModule } from './acts/acts.module';
export { makeActsResolver } from './acts/acts.resolver';
export { ActsService, type NotedAct } from './acts/acts.service';
export { IdempotencyKeyInFlight, IdempotencyKeyReused } from './acts/acts.errors';
export { createActs, dropActs } from './acts/create-acts';
export { listMutationsWithoutKey } from './acts/list-mutations-without-key';
export { CurrentAct, CurrentUpload } from './acts/current-act';
export { AuditLog, type NewAuditEntry } from './audit/audit-log';
export { AuditContentChanged, AuditProofs, type ProvenEntry } from './audit/audit-proofs';
export { AuditSealer } from './audit/audit-sealer';
export { AUDIT_SETTINGS, type AuditSettings } from './audit/audit-settings';
export { type SealedCheckpoint } from './audit/audit.repository';
export { CheckpointFolder } from './audit/checkpoint-folder';
export { type ExportedLine, exportLog } from './audit/read-log';
export { loadEd25519Key } from './audit/signing-key';
export { getActor, CurrentActor, CurrentRequestId, type GraphqlContext } from './auth/request-claims';
export { INTERNAL_TOKEN_TYPE, InternalTokenVerifier, sha256Hex } from './auth/internal-token';
export { listUnprotected } from './auth/list-unprotected';
export { AllowPartner, AllowStaff, Public } from './auth/policy';
export { bootService } from './boot/boot-service';
export { type BootSettings, createService } from './boot/create-service';
export { createLogger, NestLogger } from './boot/logger';
export { migrateService } from './boot/run-migrate';
export { ENVIRONMENT, serviceModules, type ServiceSettings } from './boot/service-modules';
export { CLOCK, type Clock, STOPWATCH, type Stopwatch, SystemClock } from './clock';
export { dropAppendOnly, makeAppendOnly } from './database/append-only';
export { createDataSourceOptions, type DatabaseSettings } from './database/data-source';
export { DeadLetterEntity, InboxEntity, OutboxEntity, platformEntities } from './database/entities';
export { platformMigrations } from './database/migrations/all';
export { SnakeCaseNamingStrategy } from './database/naming-strategy';
export { runMigrations } from './database/run-migrations';
export { transaction } from './database/transaction';
export { type Transaction, Transactions } from './database/transactions';
export {
  commonEnvironment,
  type CommonEnvironment,
  engineEnvironment,
  EnvironmentInvalid,
  handOverVariable,
  handOverVariables,
  parseEnvironment,
} from './environment';
export { CATEGORIES, type Category, DomainError, NotAllowed, NotAuthenticated } from './errors/domain-error';
export { type ClientError, ErrorFilter, MASKED_MESSAGE, toClientError } from './errors/error-filter';
export { type SafeError, toSafeError } from './errors/safe-error';
export { graphqlModule } from './graphql/graphql.module';
export { buildSchema, writeSchema } from './graphql/write-schema';
export { HealthDetails } from './health/health-details';
export { Metrics } from './health/metrics';
export { DeadLetters } from './jobs/dead-letters';
export { deadLettersResolver } from './jobs/dead-letters.resolver';
export { type QueueDepth, QueueDepths } from './jobs/queue-depths';
export { JobNotReady, JobPayloadInvalid, JobPayloadTooLarge } from './jobs/errors';
export { HandlesJob, type JobHandler, type JobToHandle } from './jobs/handles-job';
export { Inbox } from './jobs/inbox';
export { Jobs } from './jobs/jobs';
export { JobsModule } from './jobs/jobs.module';
export { type JobsOptions } from './jobs/options';
export { within } from './jobs/within';
export { QueueUnusable } from './jobs/redis';
export { HandlersInvalid } from './jobs/registry';
export { ClaimCheckMismatch, ObjectMissing, ObjectStore } from './object-store/object-store';
export { ObjectStores } from './object-store/object-stores';
export { KeyFileInvalid, loadSealKeyPair, loadSealPublicKey } from './sealing/key-files';
export { createStops, dropStops } from './stops/create-stops';
export { KnownStopEntity } from './stops/stop.entity';
export { ProcessingResumedProcessor, ProcessingStoppedProcessor } from './stops/stop-jobs.processors';
export { ProcessingStopped, StopsUnknown } from './stops/stops.errors';
export { StopsModule } from './stops/stops.module';
export { StopsService } from './stops/stops.service';
export {
  generateSealKeyPair,
  openBytes,
  openStream,
  SealBroken,
  sealBytes,
  type SealKeyPair,
  sealStream,
} from './sealing/seal';
