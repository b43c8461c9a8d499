import { Module } from '@nestjs/common';
import { PanelsModule } from '../panels/panels.module';
import { PlansModule } from '../plans/plans.module';
import { ReleasesModule } from '../releases/releases.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { TransformModule } from '../transform/transform.module';
import { CloseRunner } from './close-runner';
import { ClosesRepository } from './closes.repository';
import { ClosesResolver } from './closes.resolver';
import { ClosesOutside, ClosesService } from './closes.service';
import { DayCompletedProcessor } from './day-completed.processor';
import { DeadlineSweeper } from './deadline-sweeper';
import { ReadDayService } from './read-day.service';
import { ReleaseClearedProcessor } from './release-cleared.processor';
import { Releasing, RunCloseService, RunOutside } from './run-close.service';

@Module({
  imports: [PlansModule, PanelsModule, StopListsModule, TransformModule, ReleasesModule],
  providers: [
    ClosesRepository,
    ClosesOutside,
    ClosesService,
    ReadDayService,
    Releasing,
    RunOutside,
    RunCloseService,
    CloseRunner,
    DeadlineSweeper,
    DayCompletedProcessor,
    ReleaseClearedProcessor,
    ClosesResolver,
  ],
  exports: [CloseRunner, ClosesService],
})
export class ClosesModule {}
