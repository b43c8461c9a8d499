import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import { AbsencesModule } from '../absences/absences.module';
import { DeclarationsModule } from '../declarations/declarations.module';
import { DecisionsModule } from '../decisions/decisions.module';
import type { Environment } from '../environment';
import { LogInModule } from '../log-in/log-in.module';
import { MarketsModule } from '../markets/markets.module';
import { NoticesModule } from '../notices/notices.module';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { UsageModule } from '../usage/usage.module';
import { DecisionPageController, DecisionPageServices } from './decision-page.controller';
import { LineViewService } from './line-view.service';
import { LogInPageController } from './log-in-page.controller';
import { PageCookies } from './page-request';
import { PageRenderer } from './page-renderer';
import { PageSessions } from './page-sessions';

@Module({
  imports: [
    AbsencesModule,
    DeclarationsModule,
    DecisionsModule,
    LogInModule,
    MarketsModule,
    NoticesModule,
    RegistryModule,
    StopListsModule,
    UsageModule,
  ],
  controllers: [LogInPageController, DecisionPageController],
  exports: [PageSessions],
  providers: [
    DecisionPageServices,
    LineViewService,
    PageRenderer,
    PageSessions,
    {
      provide: PageCookies,
      inject: [ENVIRONMENT],
      useFactory: ({ PASSANT_ENV }: Environment) => new PageCookies(PASSANT_ENV === 'production'),
    },
  ],
})
export class DecisionPageModule {}
