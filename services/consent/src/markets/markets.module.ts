import { Module } from '@nestjs/common';
import { MarketsRepository } from './markets.repository';
import { MarketsService } from './markets.service';
import { ZonePlanApprovedProcessor } from './zone-plan-approved.processor';

@Module({ providers: [MarketsRepository, MarketsService, ZonePlanApprovedProcessor], exports: [MarketsService] })
export class MarketsModule {}
