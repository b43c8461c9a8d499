import { Module } from '@nestjs/common';
import { NetworkFilesController } from './network-files.controller';
import { ZonePlansRepository } from './zone-plans.repository';
import { ZonePlansResolver } from './zone-plans.resolver';
import { ZonePlansOutside, ZonePlansService } from './zone-plans.service';
import { ZonesResolver } from './zones.resolver';

@Module({
  controllers: [NetworkFilesController],
  providers: [ZonePlansRepository, ZonePlansOutside, ZonePlansService, ZonePlansResolver, ZonesResolver],
  exports: [ZonePlansService],
})
export class ZonePlansModule {}
