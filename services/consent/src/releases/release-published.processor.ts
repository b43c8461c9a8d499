import { releasePublished } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { ReleasesService } from './releases.service';

/** Notes that a release exists, for the usage view. Unique by release id. */
@HandlesJob(releasePublished)
export class ReleasePublishedProcessor implements JobHandler<typeof releasePublished> {
  constructor(
    private readonly releases: ReleasesService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof releasePublished>): Promise<void> {
    await this.inbox.once(rowId, releasePublished, (transaction) => this.releases.add(transaction, payload));
  }
}
