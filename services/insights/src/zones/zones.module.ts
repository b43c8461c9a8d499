import { Module } from '@nestjs/common';
import { ZonePlanApprovedProcessor } from './zone-plan-approved.processor';
import { ZonesRepository } from './zones.repository';
import { ZonesResolver } from './zones.resolver';
import { ZonesService } from './zones.service';

@Module({
  providers: [ZonesRepository, ZonesService, ZonesResolver, ZonePlanApprovedProcessor],
  exports: [ZonesService],
})
export class ZonesModule {}
