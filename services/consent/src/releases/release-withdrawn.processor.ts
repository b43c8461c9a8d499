import { releaseWithdrawn } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { ReleasesService } from './releases.service';

/** Notes that a release is no longer sold. It stays in the list. May come before the release itself, or without it. */
@HandlesJob(releaseWithdrawn)
export class ReleaseWithdrawnProcessor implements JobHandler<typeof releaseWithdrawn> {
  constructor(
    private readonly releases: ReleasesService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof releaseWithdrawn>): Promise<void> {
    await this.inbox.once(rowId, releaseWithdrawn, (transaction) =>
      this.releases.withdraw(transaction, payload.releaseId),
    );
  }
}
