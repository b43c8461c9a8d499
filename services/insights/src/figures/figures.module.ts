import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/contracts.module';
import { OauthModule } from '../oauth/oauth.module';
import { ReleasesModule } from '../releases/releases.module';
import { UsageModule } from '../usage/usage.module';
import { ZonesModule } from '../zones/zones.module';
import { FiguresSource } from './figures-source';
import { FiguresResolver } from './figures.resolver';
import { Books, QuestionsService } from './questions.service';

@Module({
  imports: [ContractsModule, OauthModule, ReleasesModule, UsageModule, ZonesModule],
  providers: [FiguresSource, Books, QuestionsService, FiguresResolver],
})
export class FiguresModule {}
