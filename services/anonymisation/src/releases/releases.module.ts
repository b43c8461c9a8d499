import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import type { Environment } from '../environment';
import { PanelsModule } from '../panels/panels.module';
import { PlansModule } from '../plans/plans.module';
import { PolicyModule } from '../policy/policy.module';
import { DrawnPeriods } from './drawn-periods';
import { LedgerController } from './ledger.controller';
import { LedgerResolver } from './ledger.resolver';
import { LedgerService } from './ledger.service';
import { MeasurementsRepository } from './measurements.repository';
import { CODE_VERSION, MeasuringService, MeasuringStores } from './measuring.service';
import { PeriodFactsService } from './period-facts.service';
import { PublishingService } from './publishing.service';
import { NOISE, systemNoise } from './random-source';
import { ReleasedTablesService } from './released-tables.service';
import { ReleasesRepository } from './releases.repository';
import { ReleasesResolver } from './releases.resolver';
import { ReleasesOutside, ReleasesService } from './releases.service';

@Module({
  imports: [PanelsModule, PlansModule, PolicyModule],
  controllers: [LedgerController],
  providers: [
    ReleasesRepository,
    MeasurementsRepository,
    ReleasesOutside,
    ReleasesService,
    ReleasedTablesService,
    PeriodFactsService,
    MeasuringStores,
    MeasuringService,
    DrawnPeriods,
    PublishingService,
    LedgerService,
    LedgerResolver,
    ReleasesResolver,
    { provide: NOISE, useFactory: systemNoise },
    { provide: CODE_VERSION, inject: [ENVIRONMENT], useFactory: (given: Environment) => given.CODE_VERSION },
  ],
  exports: [ReleasesService, MeasuringService, DrawnPeriods, PublishingService, LedgerService],
})
export class ReleasesModule {}
