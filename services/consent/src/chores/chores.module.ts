import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { EndingsModule } from '../endings/endings.module';
import { JournalModule } from '../journal/journal.module';
import { LogInModule } from '../log-in/log-in.module';
import { PanelsModule } from '../panels/panels.module';
import { PeriodsModule } from '../periods/periods.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { Chores, ChoresService, LineChores } from './chores.service';

@Module({
  imports: [DecisionsModule, EndingsModule, JournalModule, LogInModule, PanelsModule, PeriodsModule, StopListsModule],
  providers: [Chores, LineChores, ChoresService],
})
export class ChoresModule {}
