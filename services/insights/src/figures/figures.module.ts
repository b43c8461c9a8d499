import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/contracts.module';
import { OauthModule } from '../oauth/oauth.module';
import { ReleasesModule } from '../releases/releases.module';
import { UsageModule } from '../usage/usage.module';
import { ZonesModule } from '../zones/zones.module';
import { BulkService } from './bulk.service';
import { ComparingResolver } from './comparing.resolver';
import { ComparingService } from './comparing.service';
import { DetailsResolver } from './details.resolver';
import { FiguresSource } from './figures-source';
import { FiguresResolver } from './figures.resolver';
import { HourlyService } from './hourly.service';
import { EntitlementsResolver } from './entitlements.resolver';
import { OwnEntitlements, PlacesAndQuotas } from './own-entitlements.service';
import { PlanningResolver } from './planning.resolver';
import { PlanningService } from './planning.service';
import { PlacesService } from './places.service';
import { ProfilesResolver } from './profiles.resolver';
import { ProfilesService } from './profiles.service';
import { Books, QuestionsService } from './questions.service';
import { SeriesService } from './series.service';

@Module({
  imports: [ContractsModule, OauthModule, ReleasesModule, UsageModule, ZonesModule],
  providers: [
    ...[FiguresSource, Books, QuestionsService, SeriesService, PlacesService, ComparingService, PlanningService],
    ...[ProfilesService, ProfilesResolver, OwnEntitlements, PlacesAndQuotas, EntitlementsResolver],
    ...[BulkService, HourlyService, FiguresResolver, DetailsResolver, ComparingResolver, PlanningResolver],
  ],
  exports: [BulkService, HourlyService],
})
export class FiguresModule {}
