import { Module } from '@nestjs/common';
import { DaysModule } from '../days/days.module';
import { DecisionsModule } from '../decisions/decisions.module';
import { JournalModule } from '../journal/journal.module';
import { LogInModule } from '../log-in/log-in.module';
import { PanelsModule } from '../panels/panels.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { Chores, ChoresService } from './chores.service';

@Module({
  imports: [DaysModule, DecisionsModule, JournalModule, LogInModule, PanelsModule, StopListsModule],
  providers: [Chores, ChoresService],
})
export class ChoresModule {}
