import { Module } from '@nestjs/common';
import { TransformModule } from '../transform/transform.module';
import { CountMonthService } from './count-month.service';
import { MarkFilesRepository } from './mark-files.repository';
import { MarkStore } from './mark-store';
import { RewriteMarksService } from './rewrite-marks.service';
import { DeleteMarksService } from './delete-marks.service';
import { WriteMarksService } from './write-marks.service';

/** Return visits: what is held of a month until its release. */
@Module({
  imports: [TransformModule],
  providers: [
    MarkFilesRepository,
    MarkStore,
    WriteMarksService,
    RewriteMarksService,
    CountMonthService,
    DeleteMarksService,
  ],
  exports: [WriteMarksService, RewriteMarksService, CountMonthService, DeleteMarksService],
})
export class MonthsModule {}
