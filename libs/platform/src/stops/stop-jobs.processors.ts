import { processingResumed, processingStopped } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '../jobs/handles-job';
import { StopsService } from './stops.service';

/** A stop stands: one row a stop, the higher number counts. */
@HandlesJob(processingStopped)
export class ProcessingStoppedProcessor implements JobHandler<typeof processingStopped> {
  constructor(private readonly stops: StopsService) {}

  handle({ payload }: JobToHandle<typeof processingStopped>): Promise<void> {
    return this.stops.take([payload]);
  }
}

/** A stop was ended: likewise. */
@HandlesJob(processingResumed)
export class ProcessingResumedProcessor implements JobHandler<typeof processingResumed> {
  constructor(private readonly stops: StopsService) {}

  handle({ payload }: JobToHandle<typeof processingResumed>): Promise<void> {
    return this.stops.take([payload]);
  }
}
