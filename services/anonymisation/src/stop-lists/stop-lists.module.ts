import { Module } from '@nestjs/common';
import { MonthsModule } from '../months/months.module';
import { TransformModule } from '../transform/transform.module';
import { StopListGrownProcessor } from './stop-list-grown.processor';
import { StopListsRepository } from './stop-lists.repository';
import { StopListOutside, StopListsService } from './stop-lists.service';

@Module({
  imports: [TransformModule, MonthsModule],
  providers: [StopListsRepository, StopListOutside, StopListsService, StopListGrownProcessor],
  exports: [StopListsService],
})
export class StopListsModule {}
