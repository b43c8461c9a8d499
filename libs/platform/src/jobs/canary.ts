import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import type Redis from 'ioredis';
import { JOBS_OPTIONS, type JobsOptions, queuePrefix } from './options';
import { connectProducer, connectWorker } from './redis';

const EVERY_MS = 2000;
const FRESH_MS = 15_000;

/** Health of the queue is not a ping: a job of this process's own must come back in time. */
@Injectable()
export class QueueCanary {
  private seenAtMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private queue: Queue | undefined;
  private worker: Worker | undefined;
  private connections: Redis[] = [];

  constructor(@Inject(JOBS_OPTIONS) private readonly options: JobsOptions) {}

  isWell(): boolean {
    return performance.now() - this.seenAtMs < FRESH_MS && this.seenAtMs > 0;
  }

  start(): void {
    const producer = connectProducer(this.options.redisUrl);
    const consumer = connectWorker(this.options.redisUrl);
    this.connections = [producer, consumer];
    const name = `canary-${randomUUID()}`;
    const prefix = queuePrefix(this.options, this.options.service);
    this.queue = new Queue(name, { connection: producer, prefix, skipWaitingForReady: true });
    this.queue.on('error', () => undefined);
    this.worker = new Worker(name, async () => void (this.seenAtMs = performance.now()), {
      connection: consumer,
      prefix,
    });
    this.worker.on('error', () => undefined);
    producer.once('ready', () => this.sing());
    this.timer = setInterval(() => this.sing(), EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.allSettled([this.worker?.close(true), this.queue?.obliterate({ force: true })]);
    await this.queue?.close().catch(() => undefined);
    this.connections.forEach((connection) => connection.disconnect());
  }

  private sing(): void {
    this.queue?.add('canary', {}, { removeOnComplete: true, removeOnFail: true }).catch(() => undefined);
  }
}
