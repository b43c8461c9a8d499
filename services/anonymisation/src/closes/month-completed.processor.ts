import { monthCompleted } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { ClosesService } from './closes.service';

@HandlesJob(monthCompleted)
export class MonthCompletedProcessor implements JobHandler<typeof monthCompleted> {
  constructor(private readonly closes: ClosesService) {}

  handle({ rowId, payload }: JobToHandle<typeof monthCompleted>): Promise<void> {
    return this.closes.requestMonth(rowId, payload);
  }
}
