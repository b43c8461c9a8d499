import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { JobDefinition, ServiceName } from '@passant/contracts';
import { AuditModule } from '../audit/audit.module';
import { PolicyGuard } from '../auth/policy.guard';
import { CLOCK, STOPWATCH, SystemClock, systemStopwatch } from '../clock';
import { createDataSourceOptions, type DatabaseSettings } from '../database/data-source';
import { Transactions } from '../database/transactions';
import type { CommonEnvironment } from '../environment';
import { ErrorFilter } from '../errors/error-filter';
import { graphqlModule } from '../graphql/graphql.module';
import { HealthController } from '../health/health.controller';
import { HealthDetails } from '../health/health-details';
import { Metrics } from '../health/metrics';
import { deadLettersResolver } from '../jobs/dead-letters.resolver';
import { JobsModule } from '../jobs/jobs.module';
import type { JobsOptions } from '../jobs/options';
import { ObjectStores } from '../object-store/object-stores';

/** Injection token of the parsed environment. */
export const ENVIRONMENT = Symbol('ENVIRONMENT');

export interface ServiceSettings {
  readonly service: ServiceName;
  readonly environment: CommonEnvironment;
  /** Entities of the service; those of the platform are added. */
  readonly entities: DatabaseSettings['entities'];
  /** False only for a service without resolvers, as in tests. */
  readonly graphql?: boolean;
  /** Other than the contracts' only in tests. */
  readonly jobs?: readonly JobDefinition[];
  readonly jobsOptions?: Partial<JobsOptions>;
}

@Module({})
class PlatformModule {}

@Module({})
class EntranceModule {}

/** All that a service needs from the platform: spread it into the imports of its application module. */
export const serviceModules = (settings: ServiceSettings): DynamicModule[] => [
  TypeOrmModule.forRoot(toConnection(settings)),
  JobsModule.forRoot({
    service: settings.service,
    redisUrl: settings.environment.REDIS_URL,
    ...(settings.jobs ? { jobs: settings.jobs } : {}),
    ...settings.jobsOptions,
  }),
  AuditModule.for(settings.service, settings.environment),
  ...(settings.graphql === false ? [] : [graphqlModule(settings.service), toEntrance(settings.service)]),
  toPlatformModule(settings),
];

/** What staff may do with a service's jobs. */
const toEntrance = (service: ServiceName): DynamicModule => ({
  module: EntranceModule,
  providers: [deadLettersResolver(service)],
});

const toConnection = ({ environment, entities, service }: ServiceSettings) => ({
  ...createDataSourceOptions({
    url: environment.DATABASE_URL,
    entities,
    migrations: [],
    applicationName: `passant-${service}`,
  }),
  retryAttempts: 5,
  retryDelay: 1000,
});

const toPlatformModule = ({ environment }: ServiceSettings): DynamicModule => ({
  module: PlatformModule,
  global: true,
  controllers: [HealthController],
  providers: [
    { provide: ENVIRONMENT, useValue: environment },
    { provide: CLOCK, useValue: new SystemClock(environment.CLOCK_OFFSET_SECONDS) },
    { provide: STOPWATCH, useValue: systemStopwatch },
    { provide: ObjectStores, useValue: ObjectStores.fromEnvironment(environment) },
    { provide: APP_GUARD, useClass: PolicyGuard },
    { provide: APP_FILTER, useClass: ErrorFilter },
    Metrics,
    Transactions,
    HealthDetails,
  ],
  exports: [ENVIRONMENT, CLOCK, STOPWATCH, ObjectStores, Metrics, Transactions, HealthDetails],
});
