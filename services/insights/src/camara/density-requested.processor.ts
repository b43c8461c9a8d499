import { densityRequested } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { OperationsService } from './operations.service';

/** Answers a density request at its sink. The operation's row says whether it is over. */
@HandlesJob(densityRequested, { concurrency: 4 })
export class DensityRequestedProcessor implements JobHandler<typeof densityRequested> {
  constructor(private readonly operations: OperationsService) {}

  handle({ payload, signal }: JobToHandle<typeof densityRequested>): Promise<void> {
    return this.operations.carryOut(payload.operationId, signal);
  }
}
