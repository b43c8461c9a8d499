import { Module } from '@nestjs/common';
import { AuditLog, CLOCK, type Clock, ObjectStores } from '@passant/platform';
import { DayClosedProcessor } from './day-closed.processor';
import { DaysRepository } from './days.repository';
import { DAYS_PARTS, type DaysParts, DaysService } from './days.service';
import { MonthsService } from './months.service';
import { PeriodKeys } from './period-keys';
import { PeriodsRepository } from './periods.repository';
import { PERIODS_SURROUNDINGS, PeriodsService } from './periods.service';

const toDaysParts = (...[periods, months, keys]: [PeriodsRepository, MonthsService, PeriodKeys]): DaysParts => ({
  periods,
  months,
  keys,
});

@Module({
  providers: [
    DaysRepository,
    PeriodsRepository,
    PeriodKeys,
    PeriodsService,
    MonthsService,
    DaysService,
    DayClosedProcessor,
    { provide: DAYS_PARTS, inject: [PeriodsRepository, MonthsService, PeriodKeys], useFactory: toDaysParts },
    {
      provide: PERIODS_SURROUNDINGS,
      inject: [CLOCK, ObjectStores, AuditLog],
      useFactory: (clock: Clock, stores: ObjectStores, audit: AuditLog) => ({ clock, stores, audit }),
    },
  ],
  exports: [DaysService, PeriodsService],
})
export class PeriodsModule {}
