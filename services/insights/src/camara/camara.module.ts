import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ContractsModule } from '../contracts/contracts.module';
import { FiguresModule } from '../figures/figures.module';
import { OauthModule } from '../oauth/oauth.module';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { ZonesModule } from '../zones/zones.module';
import { CamaraErrorFilter } from './camara-error.filter';
import { DensityReach } from './density-reach';
import { DensityRequestedProcessor } from './density-requested.processor';
import { DensityController } from './density.controller';
import { DensityService } from './density.service';
import { OperationsRepository } from './operations.repository';
import { OperationsService, SinkDesk } from './operations.service';

@Module({
  imports: [ContractsModule, FiguresModule, OauthModule, OutgoingModule, ZonesModule],
  controllers: [DensityController],
  providers: [
    ...[DensityReach, DensityService, OperationsRepository, OperationsService, SinkDesk, DensityRequestedProcessor],
    { provide: APP_FILTER, useClass: CamaraErrorFilter },
  ],
})
export class CamaraModule {}
