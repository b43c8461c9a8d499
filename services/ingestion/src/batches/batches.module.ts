import { Module } from '@nestjs/common';
import { DaysModule } from '../days/days.module';
import { ZonePlansModule } from '../zone-plans/zone-plans.module';
import { BatchEnds } from './batch-ends.service';
import { BatchFiles } from './batch-files';
import { BatchReceivedProcessor, SegmentConsumedProcessor } from './batch-jobs.processors';
import { BatchesRepository } from './batches.repository';
import { BatchesResolver } from './batches.resolver';
import { BatchesService, BatchExpiry } from './batches.service';
import { BatchSurroundings, RunBatchService } from './run-batch.service';
import { Sweeper } from './sweeper';
import { UploadsController } from './uploads.controller';
import { BatchReceiver, UploadsService, UploadStore, FilesMarket } from './uploads.service';

@Module({
  imports: [ZonePlansModule, DaysModule],
  controllers: [UploadsController],
  providers: [
    BatchesRepository,
    BatchFiles,
    BatchEnds,
    BatchExpiry,
    BatchesService,
    BatchSurroundings,
    RunBatchService,
    UploadStore,
    FilesMarket,
    BatchReceiver,
    UploadsService,
    BatchesResolver,
    BatchReceivedProcessor,
    SegmentConsumedProcessor,
    Sweeper,
  ],
})
export class BatchesModule {}
