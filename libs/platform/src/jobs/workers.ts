import { Inject, Injectable } from '@nestjs/common';
import { Worker } from 'bullmq';
import type Redis from 'ioredis';
import { DeadLetters } from './dead-letters';
import { JOBS_OPTIONS, type JobsOptions, queuePrefix } from './options';
import { connectWorker } from './redis';
import { HandlerRegistry, type RegisteredHandler } from './registry';
import { JobRunner } from './run-job';
import { within } from './within';

/** A killed worker's job is taken over within `lockDuration + stalledInterval`. */
export const WORKER_TIMES = { lockDuration: 8000, stalledInterval: 2000, maxStalledCount: 1000 } as const;

/** How long running jobs may go on when the service stops, before they are told to end, and after. */
const GRACE_MS = 5000;
const LONGEST_STOP_MS = 20_000;
const SHORT_STOP_MS = 1000;

/** One BullMQ worker per job that comes to this service. */
@Injectable()
export class Workers {
  private readonly stopping = new AbortController();
  private workers: Worker[] = [];
  private redis: Redis | undefined;

  constructor(
    private readonly registry: HandlerRegistry,
    private readonly deadLetters: DeadLetters,
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
  ) {}

  start(): void {
    this.redis = connectWorker(this.options.redisUrl);
    this.workers = this.registry.getAll().map((registered) => this.startWorker(registered));
  }

  /** Takes no new job, lets running ones end, tells them to end after a grace time. */
  async stop(): Promise<void> {
    const abort = setTimeout(() => this.stopping.abort(), GRACE_MS);
    // Without Redis nothing can be handed back: the reconciler of the producer rings again.
    const isAway = this.redis?.status !== 'ready';
    if (isAway) this.stopping.abort();
    await within(isAway ? SHORT_STOP_MS : LONGEST_STOP_MS, this.close(isAway));
    clearTimeout(abort);
    this.stopping.abort();
    await within(SHORT_STOP_MS, this.close(true));
    this.redis?.disconnect();
  }

  private async close(force: boolean): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => worker.close(force)));
  }

  private startWorker(registered: RegisteredHandler): Worker {
    const runner = new JobRunner(registered, { deadLetters: this.deadLetters, stopping: this.stopping.signal });
    const worker = new Worker(registered.job.name, (job, token, signal) => runner.run(job, token, signal), {
      connection: this.redis!,
      prefix: queuePrefix(this.options, this.options.service),
      concurrency: registered.concurrency,
      ...WORKER_TIMES,
    });
    // Failures are logged by the runner, connection errors show in health; without a listener they would end the process.
    worker.on('error', () => undefined);
    return worker;
  }
}
