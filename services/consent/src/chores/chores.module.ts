import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { EndingsModule } from '../endings/endings.module';
import { ImportsModule } from '../imports/imports.module';
import { JournalModule } from '../journal/journal.module';
import { LettersModule } from '../letters/letters.module';
import { LogInModule } from '../log-in/log-in.module';
import { PanelsModule } from '../panels/panels.module';
import { PeriodsModule } from '../periods/periods.module';
import { RewardsModule } from '../rewards/rewards.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { Chores, ChoresService, LineChores, MessageChores, StopChores } from './chores.service';

@Module({
  imports: [
    DecisionsModule,
    EndingsModule,
    ImportsModule,
    JournalModule,
    LettersModule,
    LogInModule,
    PanelsModule,
    PeriodsModule,
    RewardsModule,
    StopListsModule,
  ],
  providers: [Chores, StopChores, LineChores, MessageChores, ChoresService],
})
export class ChoresModule {}
