import { Injectable } from '@nestjs/common';
import { clearanceRequested, type MarketId, releaseCleared } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, JobNotReady, Jobs, type JobToHandle } from '@passant/platform';
import { JournalService } from '../journal/journal.service';
import { ConsumersService } from './consumers.service';
import { StopListsService } from './stop-lists.service';

/** What must hold before anything is cleared. */
@Injectable()
export class ClearanceConditions {
  constructor(
    private readonly journal: JournalService,
    private readonly consumers: ConsumersService,
  ) {}

  /** @throws JobNotReady where it does not hold now */
  async check(market: MarketId): Promise<void> {
    if (!(await this.journal.isSound())) throw new JobNotReady('JOURNAL_UNWRITABLE');
    if (await this.consumers.isBlocking(market)) throw new JobNotReady('STOP_LIST_UNCONFIRMED');
  }
}

/**
 * Answers which stop list a release must apply. Held, not refused, while withdrawals cannot be kept, or while a place has not confirmed
 * a list of the market for a day: no answer, no release.
 */
@HandlesJob(clearanceRequested)
export class ClearanceRequestedProcessor implements JobHandler<typeof clearanceRequested> {
  constructor(
    private readonly stopLists: StopListsService,
    private readonly held: ClearanceConditions,
    private readonly inbox: Inbox,
    private readonly jobs: Jobs,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof clearanceRequested>): Promise<void> {
    await this.held.check(payload.market);
    const stopListNumber = await this.stopLists.getNewestNumber(payload.market, payload.period);
    if (stopListNumber === undefined) throw new JobNotReady('PERIOD_HAS_NO_PANEL');
    await this.inbox.once(rowId, clearanceRequested, async (transaction) => {
      await this.stopLists.noteCleared(transaction, { ...payload, stopListNumber });
      await this.jobs.add(transaction, releaseCleared, { ...payload, stopListNumber });
    });
  }
}
