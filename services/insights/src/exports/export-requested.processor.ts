import { exportRequested } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { ExportRunner } from './export-runner';

/** Writes an export. A repeat finds it finished, or under way. */
@HandlesJob(exportRequested)
export class ExportRequestedProcessor implements JobHandler<typeof exportRequested> {
  constructor(private readonly runner: ExportRunner) {}

  async handle({ payload, signal }: JobToHandle<typeof exportRequested>): Promise<void> {
    await this.runner.run(payload.exportId, signal);
  }
}
