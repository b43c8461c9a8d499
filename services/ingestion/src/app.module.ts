import { type DynamicModule, Module } from '@nestjs/common';
import { ActsModule, deadLettersResolver, serviceModules, StopsModule } from '@passant/platform';
import { ActsResolver } from './acts/acts.resolver';
import { BatchesModule } from './batches/batches.module';
import { BatchesResolver } from './batches/batches.resolver';
import { entities } from './database/data-source';
import { DaysModule } from './days/days.module';
import type { Environment } from './environment';
import { MonthsModule } from './months/months.module';
import { MonthsResolver } from './months/months.resolver';
import { SealsModule } from './seals';
import { ZonePlansModule } from './zone-plans/zone-plans.module';
import { ZonePlansResolver } from './zone-plans/zone-plans.resolver';
import { ZonesResolver } from './zone-plans/zones.resolver';

export const RESOLVERS = [
  ActsResolver,
  ZonePlansResolver,
  ZonesResolver,
  BatchesResolver,
  MonthsResolver,
  deadLettersResolver('ingestion'),
];

@Module({})
class AppModule {}

/** Features: cells and zone plans, days (panels, stop lists, segments), batches, months. */
export const appModule = (environment: Environment): DynamicModule => ({
  module: AppModule,
  imports: [
    ...serviceModules({ service: 'ingestion', environment, entities }),
    ActsModule.for(ActsResolver),
    StopsModule,
    SealsModule,
    ZonePlansModule,
    DaysModule,
    BatchesModule,
    MonthsModule,
  ],
});
