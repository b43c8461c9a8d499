import { dayCompleted } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { ClosesService } from './closes.service';

@HandlesJob(dayCompleted)
export class DayCompletedProcessor implements JobHandler<typeof dayCompleted> {
  constructor(private readonly closes: ClosesService) {}

  handle({ rowId, payload }: JobToHandle<typeof dayCompleted>): Promise<void> {
    return this.closes.request(rowId, payload);
  }
}
