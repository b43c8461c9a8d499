import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import type Redis from 'ioredis';
import { JOBS_OPTIONS, type JobsOptions, queuePrefix } from './options';
import { checkQueue, connectProducer, QueueUnusable } from './redis';
import { within } from './within';

const LONGEST_CLOSE_MS = 1000;

/** The queues this service rings: its consumers' and, for self-sent jobs, its own. One connection for all. */
@Injectable()
export class Queues {
  private readonly queues = new Map<string, Queue>();
  private redis: Redis | undefined;

  constructor(@Inject(JOBS_OPTIONS) private readonly options: JobsOptions) {}

  /** @throws QueueUnusable */
  async open(): Promise<void> {
    this.redis = connectProducer(this.options.redisUrl);
    try {
      await checkQueue(this.redis);
    } catch (error) {
      this.redis.disconnect();
      throw error;
    }
  }

  /** @throws QueueUnusable while Redis is away: the outbox row waits */
  async of(consumer: string, job: string): Promise<Queue> {
    const key = `${consumer}/${job}`;
    const known = this.queues.get(key);
    if (known) return known;
    if (this.redis?.status !== 'ready') throw new QueueUnusable('Redis does not answer.');
    const queue = new Queue(job, { connection: this.redis, prefix: queuePrefix(this.options, consumer) });
    queue.on('error', () => undefined);
    // A queue whose first words failed stays broken, so only a ready one is kept.
    await queue.waitUntilReady();
    this.queues.set(key, queue);
    return queue;
  }

  async close(): Promise<void> {
    await within(LONGEST_CLOSE_MS, Promise.allSettled([...this.queues.values()].map((queue) => queue.close())));
    this.redis?.disconnect();
  }
}
