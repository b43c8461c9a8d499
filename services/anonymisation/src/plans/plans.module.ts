import { Module } from '@nestjs/common';
import { PlansRepository } from './plans.repository';
import { PlansService } from './plans.service';
import { ZonePlanApprovedProcessor } from './zone-plan-approved.processor';

@Module({ providers: [PlansRepository, PlansService, ZonePlanApprovedProcessor], exports: [PlansService] })
export class PlansModule {}
