import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { DaysService } from '../periods/days.service';
import { PeriodsModule } from '../periods/periods.module';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { ReleasesModule } from '../releases/releases.module';
import { ReleasesService } from '../releases/releases.service';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { USAGE_PARTS, type UsageParts, UsageService } from './usage.service';

type Parts = [DecisionsService, DaysService, LinesService, MarketsService, ReleasesService, StopListsService];
const toParts = (...[decisions, days, lines, markets, releases, stopLists]: Parts): UsageParts => ({
  decisions,
  days,
  lines,
  markets,
  releases,
  stopLists,
});

@Module({
  imports: [DecisionsModule, MarketsModule, PeriodsModule, RegistryModule, ReleasesModule, StopListsModule],
  providers: [
    UsageService,
    {
      provide: USAGE_PARTS,
      inject: [DecisionsService, DaysService, LinesService, MarketsService, ReleasesService, StopListsService],
      useFactory: toParts,
    },
  ],
  exports: [UsageService],
})
export class UsageModule {}
