import { releasePublished } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { ReleaseInvalid } from './releases.errors';
import { ReleasesService } from './releases.service';

/** Loads a release, once. */
@HandlesJob(releasePublished)
export class ReleasePublishedProcessor implements JobHandler<typeof releasePublished> {
  constructor(
    private readonly releases: ReleasesService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof releasePublished>): Promise<void> {
    const { tables } = payload;
    if (tables === null) throw new ReleaseInvalid('it came without its table');
    await this.inbox.once(rowId, releasePublished, (transaction) =>
      this.releases.loadRelease(transaction, payload, tables),
    );
  }
}
