import { Module } from '@nestjs/common';
import { DaysModule } from '../days/days.module';
import { ZonePlansModule } from '../zone-plans/zone-plans.module';
import { MonthsRepository } from './months.repository';
import { MonthsResolver } from './months.resolver';
import { MonthsService, MonthSurroundings } from './months.service';

@Module({
  imports: [ZonePlansModule, DaysModule],
  providers: [MonthsRepository, MonthSurroundings, MonthsService, MonthsResolver],
})
export class MonthsModule {}
