import { releaseUsed } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { ReleasesService } from './releases.service';

/** Notes the first use of a release by a kind of buyer. May come before the release itself. */
@HandlesJob(releaseUsed)
export class ReleaseUsedProcessor implements JobHandler<typeof releaseUsed> {
  constructor(
    private readonly releases: ReleasesService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof releaseUsed>): Promise<void> {
    await this.inbox.once(rowId, releaseUsed, (transaction) =>
      this.releases.addUse(transaction, payload.releaseId, payload.kindOfBuyer),
    );
  }
}
