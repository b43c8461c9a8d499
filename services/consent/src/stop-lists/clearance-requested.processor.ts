import { clearanceRequested, releaseCleared } from '@passant/contracts';
import { Injectable } from '@nestjs/common';
import { HandlesJob, Inbox, type JobHandler, JobNotReady, Jobs, type JobToHandle } from '@passant/platform';
import { JournalService } from '../journal/journal.service';
import { StopsService } from '../stops/stops.service';
import { StopListsService } from './stop-lists.service';

@Injectable()
export class ClearanceOutside {
  constructor(
    readonly inbox: Inbox,
    readonly jobs: Jobs,
  ) {}
}

/** Answers which stop list a release must apply. Held, not refused, while withdrawals cannot be kept, or the market is stopped: no answer, no release. */
@HandlesJob(clearanceRequested)
export class ClearanceRequestedProcessor implements JobHandler<typeof clearanceRequested> {
  constructor(
    private readonly stopLists: StopListsService,
    private readonly journal: JournalService,
    private readonly stops: StopsService,
    private readonly outside: ClearanceOutside,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof clearanceRequested>): Promise<void> {
    if (!(await this.journal.isSound())) throw new JobNotReady('JOURNAL_UNWRITABLE');
    if (await this.stops.isMarketStopped(payload.market)) throw new JobNotReady('PROCESSING_STOPPED');
    const stopListNumber = await this.stopLists.getNewestNumber(payload.market, payload.period);
    if (stopListNumber === undefined) throw new JobNotReady('PERIOD_HAS_NO_PANEL');
    await this.outside.inbox.once(rowId, clearanceRequested, async (transaction) => {
      await this.stopLists.noteCleared(transaction, { ...payload, stopListNumber });
      await this.outside.jobs.add(transaction, releaseCleared, { ...payload, stopListNumber });
    });
  }
}
