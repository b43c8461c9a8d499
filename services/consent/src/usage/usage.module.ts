import { Module } from '@nestjs/common';
import { AbsencesModule } from '../absences/absences.module';
import { AbsencesService } from '../absences/absences.service';
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

type Parts = [
  AbsencesService,
  DecisionsService,
  DaysService,
  LinesService,
  MarketsService,
  ReleasesService,
  StopListsService,
];
const toParts = (...[absences, decisions, days, lines, markets, releases, stopLists]: Parts): UsageParts => ({
  absences,
  decisions,
  days,
  lines,
  markets,
  releases,
  stopLists,
});

@Module({
  imports: [
    AbsencesModule,
    DecisionsModule,
    MarketsModule,
    PeriodsModule,
    RegistryModule,
    ReleasesModule,
    StopListsModule,
  ],
  providers: [
    UsageService,
    {
      provide: USAGE_PARTS,
      inject: [
        AbsencesService,
        DecisionsService,
        DaysService,
        LinesService,
        MarketsService,
        ReleasesService,
        StopListsService,
      ],
      useFactory: toParts,
    },
  ],
  exports: [UsageService],
})
export class UsageModule {}
