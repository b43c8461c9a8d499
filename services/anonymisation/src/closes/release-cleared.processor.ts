import { releaseCleared } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { CloseRunner } from './close-runner';
import { ClosesService } from './closes.service';

@HandlesJob(releaseCleared)
export class ReleaseClearedProcessor implements JobHandler<typeof releaseCleared> {
  constructor(
    private readonly closes: ClosesService,
    private readonly runner: CloseRunner,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof releaseCleared>): Promise<void> {
    await this.closes.clear(rowId, payload);
    this.runner.wake();
  }
}
