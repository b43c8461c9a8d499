import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JobDefinition } from '@passant/contracts';
import { jobId } from '@passant/contracts';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { toSafeError } from '../errors/safe-error';
import { OUTBOX_CHANNEL } from './jobs';
import { JOBS_OPTIONS, type JobsOptions } from './options';
import { OutboxRepository, type OutboxRow } from './outbox.repository';
import { Queues } from './queues';
import { Ticker } from './ticker';

const POLL_MS = 1000;

/** Attempts within one ring; after the last the reconciler rings again. */
const JOB_OPTIONS = {
  attempts: 4,
  backoff: { type: 'exponential', delay: 250 },
  removeOnComplete: { age: 3600, count: 10_000 },
  removeOnFail: { age: 86_400, count: 10_000 },
};

/** Takes committed outbox rows to the queue: woken by NOTIFY, by polling where that fails. */
@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private readonly ticker: Ticker;
  private readonly reconcileAfterMs: number;
  private listener: Client | undefined;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly queues: Queues,
    private readonly dataSource: DataSource,
    @Inject(JOBS_OPTIONS) options: JobsOptions,
  ) {
    this.reconcileAfterMs = options.reconcileEveryMs ?? 2000;
    this.ticker = new Ticker(
      options.relayEveryMs ?? POLL_MS,
      () => this.round(),
      (error) => this.logger.warn({ event: 'relay.failed', error: toSafeError(error) }),
    );
  }

  start(): void {
    this.ticker.start();
  }

  wake(): void {
    this.ticker.wake();
  }

  async stop(): Promise<void> {
    await this.ticker.stop();
    await this.listener?.end().catch(() => undefined);
  }

  private async round(): Promise<void> {
    await this.listen();
    while (await this.outbox.relayDue((rows) => this.ring(rows), this.reconcileAfterMs));
  }

  private async ring(rows: readonly OutboxRow[]): Promise<void> {
    const groups = new Map<string, OutboxRow[]>();
    for (const row of rows) {
      const key = `${row.consumer}/${row.job}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    for (const group of groups.values()) {
      const { consumer, job } = group[0]!;
      const queue = await this.queues.of(consumer, job);
      await queue.addBulk(group.map(toQueueJob));
    }
  }

  /** Without it the relay still polls, so a failure is no error. */
  private async listen(): Promise<void> {
    if (this.listener) return;
    const { url } = this.dataSource.options as { url?: string };
    const client = new Client({ connectionString: url, application_name: 'passant-relay' });
    const forget = () => {
      if (this.listener === client) this.listener = undefined;
    };
    client.on('error', forget).on('end', forget);
    client.on('notification', () => this.ticker.wake());
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      this.listener = client;
    } catch {
      await client.end().catch(() => undefined);
    }
  }
}

const toQueueJob = (row: OutboxRow) => ({
  name: row.job,
  data: { rowId: row.id, createdAt: row.createdAt.toISOString(), ring: row.ring, payload: row.payload },
  opts: { ...JOB_OPTIONS, jobId: jobId({ name: row.job } as JobDefinition, row.id, row.ring) },
});
