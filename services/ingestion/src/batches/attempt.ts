import { EngineFailed } from '@passant/engine';
import type { BatchesRepository, ClaimedBatch } from './batches.repository';
import type { BatchStage } from './domain/batch';

const HEARTBEAT_MS = 2000;

/** One attempt at a batch: keeps its lease alive, tells its progress, and ends when the lease is lost or the service stops. */
export class Attempt {
  private readonly lost = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private stage: BatchStage = 'unpacking';
  private beating: Promise<void> = Promise.resolve();
  bytesRead = 0;
  rowsRead = 0;
  readonly signal: AbortSignal;

  constructor(
    private readonly repository: BatchesRepository,
    readonly batch: ClaimedBatch,
    stopping: AbortSignal,
  ) {
    this.signal = AbortSignal.any([this.lost.signal, stopping]);
    this.timer = setInterval(() => this.beat(), HEARTBEAT_MS);
  }

  /** @throws EngineFailed where the attempt must end */
  async enter(stage: BatchStage): Promise<void> {
    this.stage = stage;
    this.beat();
    await this.beating;
    if (this.signal.aborted) throw new EngineFailed('ENGINE_ABORTED');
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
  }

  private beat(): void {
    const { stage, bytesRead, rowsRead } = this;
    this.beating = this.beating
      .then(() => this.repository.renew(this.batch, { stage, bytesRead, rowsRead }))
      .then((isOurs) => {
        if (!isOurs) this.lost.abort();
      })
      // The database is away: the lease may run out, and the commit checks it.
      .catch(() => undefined);
  }
}
