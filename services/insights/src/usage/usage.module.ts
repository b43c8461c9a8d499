import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/contracts.module';
import { OauthModule } from '../oauth/oauth.module';
import { ZonesModule } from '../zones/zones.module';
import { BreakdownResolver } from './breakdown.resolver';
import { BreakdownService } from './breakdown.service';
import { UsageNotes } from './usage-notes';
import { UsageRepository } from './usage.repository';
import { UsageResolver } from './usage.resolver';
import { UsageService } from './usage.service';

@Module({
  imports: [ContractsModule, OauthModule, ZonesModule],
  providers: [UsageRepository, UsageNotes, UsageService, BreakdownService, UsageResolver, BreakdownResolver],
  exports: [UsageService],
})
export class UsageModule {}
