import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JobDefinition } from '@passant/contracts';
import { jobId } from '@passant/contracts';
import { toSafeError } from '../errors/safe-error';
import { judgeRing } from './judge-ring';
import { JOBS_OPTIONS, type JobsOptions } from './options';
import { OutboxRepository, type OutboxRow, type Verdict } from './outbox.repository';
import { Queues } from './queues';
import { Relay } from './relay';
import { Ticker } from './ticker';

/** Compares rows with the queue: the row is the truth, so what the queue lost or gave up is rung again. */
@Injectable()
export class Reconciler {
  private readonly logger = new Logger(Reconciler.name);
  private readonly ticker: Ticker;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly queues: Queues,
    private readonly relay: Relay,
    @Inject(JOBS_OPTIONS) options: JobsOptions,
  ) {
    const everyMs = options.reconcileEveryMs ?? 2000;
    this.ticker = new Ticker(
      everyMs,
      () => this.round(everyMs),
      (error) => this.logger.warn({ event: 'reconciler.failed', error: toSafeError(error) }),
    );
  }

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
  }

  private async round(everyMs: number): Promise<void> {
    while (await this.outbox.reconcileDue((rows) => this.judge(rows), everyMs));
  }

  private async judge(rows: readonly OutboxRow[]): Promise<Verdict[]> {
    const verdicts = await Promise.all(rows.map((row) => this.judgeRow(row)));
    if (verdicts.some((verdict) => verdict.kind === 'ring-again')) setImmediate(() => this.relay.wake());
    return verdicts;
  }

  private async judgeRow(row: OutboxRow): Promise<Verdict> {
    const queue = await this.queues.of(row.consumer, row.job);
    const id = jobId({ name: row.job } as JobDefinition, row.id, row.ring);
    const state = await queue.getJobState(id);
    const failedReason = state === 'failed' ? (await queue.getJob(id))?.failedReason : undefined;
    return judgeRing({ state, failedReason, ring: row.ring });
  }
}
