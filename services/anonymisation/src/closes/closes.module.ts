import { Module } from '@nestjs/common';
import { GatesModule } from '../gates/gates.module';
import { MonthsModule } from '../months/months.module';
import { PanelsModule } from '../panels/panels.module';
import { PlansModule } from '../plans/plans.module';
import { ReleasesModule } from '../releases/releases.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { TransformModule } from '../transform/transform.module';
import { CloseRunner } from './close-runner';
import { ClosesRepository } from './closes.repository';
import { ClosesResolver } from './closes.resolver';
import { ClosesOutside } from './closes-outside';
import { ClosesService } from './closes.service';
import { DayCompletedProcessor } from './day-completed.processor';
import { DeadlineSweeper } from './deadline-sweeper';
import { DeadlinesRepository } from './deadlines.repository';
import { DeadlinesService } from './deadlines.service';
import { MonthCompletedProcessor } from './month-completed.processor';
import { DaySources, ReadDayService } from './read-day.service';
import { MonthSources, ReadMonthService } from './read-month.service';
import { ReleaseClearedProcessor } from './release-cleared.processor';
import { Reading, Releasing, RunCloseService } from './run-close.service';

@Module({
  imports: [PlansModule, PanelsModule, StopListsModule, TransformModule, MonthsModule, ReleasesModule, GatesModule],
  providers: [
    ClosesRepository,
    ClosesOutside,
    ClosesService,
    DeadlinesRepository,
    DeadlinesService,
    DaySources,
    ReadDayService,
    MonthSources,
    ReadMonthService,
    Reading,
    Releasing,
    RunCloseService,
    CloseRunner,
    DeadlineSweeper,
    DayCompletedProcessor,
    MonthCompletedProcessor,
    ReleaseClearedProcessor,
    ClosesResolver,
  ],
  exports: [CloseRunner, ClosesService, DeadlinesService],
})
export class ClosesModule {}
