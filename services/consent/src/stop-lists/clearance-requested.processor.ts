import { clearanceRequested, releaseCleared } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, JobNotReady, Jobs, type JobToHandle } from '@passant/platform';
import { JournalService } from '../journal/journal.service';
import { StopListsService } from './stop-lists.service';

/** Answers which stop list a release must apply. Held, not refused, while withdrawals cannot be kept: no answer, no release. */
@HandlesJob(clearanceRequested)
export class ClearanceRequestedProcessor implements JobHandler<typeof clearanceRequested> {
  constructor(
    private readonly stopLists: StopListsService,
    private readonly journal: JournalService,
    private readonly inbox: Inbox,
    private readonly jobs: Jobs,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof clearanceRequested>): Promise<void> {
    if (!(await this.journal.isSound())) throw new JobNotReady('JOURNAL_UNWRITABLE');
    const stopListNumber = await this.stopLists.getNewestNumber(payload.market, payload.period);
    if (stopListNumber === undefined) throw new JobNotReady('PERIOD_HAS_NO_PANEL');
    await this.inbox.once(rowId, clearanceRequested, async (transaction) => {
      await this.stopLists.noteCleared(transaction, { ...payload, stopListNumber });
      await this.jobs.add(transaction, releaseCleared, { ...payload, stopListNumber });
    });
  }
}
