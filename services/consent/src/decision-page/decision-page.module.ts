import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ENVIRONMENT } from '@passant/platform';
import { AbsencesModule } from '../absences/absences.module';
import { AbsencesService } from '../absences/absences.service';
import { DeclarationsModule } from '../declarations/declarations.module';
import { DeclarationsService } from '../declarations/declarations.service';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import type { Environment } from '../environment';
import { LettersModule } from '../letters/letters.module';
import { LogInModule } from '../log-in/log-in.module';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { NoticesModule } from '../notices/notices.module';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { LineRewardsService } from '../rewards/line-rewards.service';
import { RewardsModule } from '../rewards/rewards.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { UsageModule } from '../usage/usage.module';
import { DecisionPageController, DecisionPageServices } from './decision-page.controller';
import { LetterPageController } from './letter-page.controller';
import { LinePageController, LinePageServices } from './line-page.controller';
import { LINE_VIEW_PARTS, type LineViewParts, LineViewService } from './line-view.service';
import { LogInPageController } from './log-in-page.controller';
import { PageCookies } from './page-request';
import { PageErrorFilter } from './page-error.filter';
import { PageRenderer } from './page-renderer';
import { PageSeams, RECEIPT_PATHS, RECEIPTS_FOR_PAGE, REWARDS_FOR_PAGE } from './page-seams';
import { PageSessions } from './page-sessions';
import { StatusPageController } from './status-page.controller';

type ViewParts = [
  DecisionsService,
  StopListsService,
  LinesService,
  MarketsService,
  AbsencesService,
  DeclarationsService,
];
const toViewParts = (...[decisions, stopLists, lines, markets, absences, declarations]: ViewParts): LineViewParts => ({
  decisions,
  stopLists,
  lines,
  markets,
  absences,
  declarations,
});

@Module({
  imports: [
    AbsencesModule,
    DeclarationsModule,
    DecisionsModule,
    LettersModule,
    LogInModule,
    MarketsModule,
    NoticesModule,
    RegistryModule,
    RewardsModule,
    StopListsModule,
    UsageModule,
  ],
  controllers: [
    LogInPageController,
    LetterPageController,
    StatusPageController,
    DecisionPageController,
    LinePageController,
  ],
  exports: [PageSessions],
  providers: [
    DecisionPageServices,
    LinePageServices,
    LineViewService,
    PageRenderer,
    { provide: APP_FILTER, useClass: PageErrorFilter },
    PageSeams,
    PageSessions,
    { provide: REWARDS_FOR_PAGE, useExisting: LineRewardsService },
    { provide: RECEIPTS_FOR_PAGE, useValue: RECEIPT_PATHS },
    {
      provide: LINE_VIEW_PARTS,
      inject: [DecisionsService, StopListsService, LinesService, MarketsService, AbsencesService, DeclarationsService],
      useFactory: toViewParts,
    },
    {
      provide: PageCookies,
      inject: [ENVIRONMENT],
      useFactory: ({ PASSANT_ENV }: Environment) => new PageCookies(PASSANT_ENV === 'production'),
    },
  ],
})
export class DecisionPageModule {}
