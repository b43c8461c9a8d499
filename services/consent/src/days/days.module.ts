import { Module } from '@nestjs/common';
import { CLOCK, type Clock, ObjectStores } from '@passant/platform';
import { DayClosedProcessor } from './day-closed.processor';
import { DayKeys } from './day-keys';
import { DaysRepository } from './days.repository';
import { DAYS_SURROUNDINGS, DaysService } from './days.service';

@Module({
  providers: [
    DaysRepository,
    DayKeys,
    DaysService,
    DayClosedProcessor,
    {
      provide: DAYS_SURROUNDINGS,
      inject: [CLOCK, ObjectStores],
      useFactory: (clock: Clock, stores: ObjectStores) => ({ clock, stores }),
    },
  ],
  exports: [DaysService],
})
export class DaysModule {}
