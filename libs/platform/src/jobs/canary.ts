import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Worker } from 'bullmq';
import type Redis from 'ioredis';
import { JOBS_OPTIONS, type JobsOptions, queuePrefix } from './options';
import { Queues } from './queues';
import { connectWorker } from './redis';
import { within } from './within';

const EVERY_MS = 2000;
const FRESH_MS = 15_000;
const LONGEST_STOP_MS = 1000;

/** Health of the queue is not a ping: a job of this process's own must come back in time. */
@Injectable()
export class QueueCanary {
  private readonly name = `canary-${randomUUID()}`;
  private seenAtMs: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private worker: Worker | undefined;
  private redis: Redis | undefined;

  constructor(
    private readonly queues: Queues,
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
  ) {}

  isWell(): boolean {
    return this.seenAtMs !== undefined && performance.now() - this.seenAtMs < FRESH_MS;
  }

  start(): void {
    this.redis = connectWorker(this.options.redisUrl);
    const prefix = queuePrefix(this.options, this.options.service);
    const seen = async () => void (this.seenAtMs = performance.now());
    this.worker = new Worker(this.name, seen, { connection: this.redis, prefix });
    this.worker.on('error', () => undefined);
    void this.sing();
    this.timer = setInterval(() => void this.sing(), EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    if (this.worker) await within(LONGEST_STOP_MS, this.worker.close(true));
    await within(LONGEST_STOP_MS, this.obliterate());
    this.redis?.disconnect();
  }

  private async obliterate(): Promise<void> {
    const queue = await this.queues.of(this.options.service, this.name);
    await queue.obliterate({ force: true });
  }

  /** While Redis is away there is no song, and health says so. */
  private async sing(): Promise<void> {
    try {
      const queue = await this.queues.of(this.options.service, this.name);
      await queue.add('canary', {}, { removeOnComplete: true, removeOnFail: true });
    } catch {
      return;
    }
  }
}
