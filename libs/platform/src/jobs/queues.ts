import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import type Redis from 'ioredis';
import { JOBS_OPTIONS, type JobsOptions, queuePrefix } from './options';
import { checkQueue, connectProducer } from './redis';

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

  of(consumer: string, job: string): Queue {
    const key = `${consumer}/${job}`;
    let queue = this.queues.get(key);
    if (!queue) {
      queue = new Queue(job, {
        connection: this.redis!,
        prefix: queuePrefix(this.options, consumer),
        skipWaitingForReady: true,
      });
      queue.on('error', () => undefined);
      this.queues.set(key, queue);
    }
    return queue;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.redis?.disconnect();
  }
}
