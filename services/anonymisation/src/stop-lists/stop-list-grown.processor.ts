import { stopListGrown } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { StopListsService } from './stop-lists.service';

@HandlesJob(stopListGrown)
export class StopListGrownProcessor implements JobHandler<typeof stopListGrown> {
  constructor(private readonly stopLists: StopListsService) {}

  handle({ rowId, payload, signal }: JobToHandle<typeof stopListGrown>): Promise<void> {
    return this.stopLists.store(rowId, payload, signal);
  }
}
