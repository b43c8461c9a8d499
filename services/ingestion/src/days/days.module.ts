import { Module } from '@nestjs/common';
import { ZonePlansModule } from '../zone-plans/zone-plans.module';
import { DayEndsOutside, DayEndsService } from './day-ends.service';
import { DayClosedProcessor, PanelIssuedProcessor, StopListGrownProcessor } from './day-jobs.processors';
import { DaysRepository } from './days.repository';
import { DaysService } from './days.service';
import { StopListsService } from './stop-lists.service';

@Module({
  imports: [ZonePlansModule],
  providers: [
    DaysRepository,
    DaysService,
    StopListsService,
    DayEndsService,
    DayEndsOutside,
    PanelIssuedProcessor,
    StopListGrownProcessor,
    DayClosedProcessor,
  ],
  exports: [DaysService, DayEndsService],
})
export class DaysModule {}
