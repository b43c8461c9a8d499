import { Global, Module } from '@nestjs/common';
import { ProcessingResumedProcessor, ProcessingStoppedProcessor } from './stop-jobs.processors';
import { StopsRepository } from './stops.repository';
import { StopsService } from './stops.service';

/** For every service that is told of stops: its migrations made the table, and it was given the hand-over `stops`. */
@Global()
@Module({
  providers: [StopsRepository, StopsService, ProcessingStoppedProcessor, ProcessingResumedProcessor],
  exports: [StopsService],
})
export class StopsModule {}
