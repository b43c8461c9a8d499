import { stopListApplied } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { StopListsService } from './stop-lists.service';

/** A consumer confirms that it applies a number. A repeat, or a lower number after a higher one, changes nothing. */
@HandlesJob(stopListApplied)
export class StopListAppliedProcessor implements JobHandler<typeof stopListApplied> {
  constructor(
    private readonly stopLists: StopListsService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof stopListApplied>): Promise<void> {
    await this.inbox.once(rowId, stopListApplied, (transaction) => this.stopLists.acknowledge(transaction, payload));
  }
}
