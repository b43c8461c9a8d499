import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ZonePlanId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transaction';
import { type DaysForBatch, DaysService, type SealedSegment } from '../days/days.service';
import type { BatchRefused } from './batch.errors';
import { BatchFiles } from './batch-files';
import type { BatchEntity } from './batch.entities';
import { BatchesRepository, type ClaimedBatch } from './batches.repository';
import { type BatchEvent, type BatchState, decideTransition, isEnded } from './domain/batch';
import {
  countOutcomes,
  countReasons,
  type DayCounters,
  type JoinedCount,
  type ReadCount,
} from './domain/count-outcomes';

export interface JoinedBatch {
  readonly read: readonly ReadCount[];
  readonly joined: readonly JoinedCount[];
  readonly prepared: Extract<DaysForBatch, { kind: 'ready' }>;
  readonly lines: ReadonlyMap<string, readonly number[]>;
  readonly peakMemoryMegabytes: number;
  readonly segments: readonly SealedSegment[];
}

/** The lease ran out and somebody else works on the batch: this attempt must write nothing. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Every change of a batch's state: each in one transaction with what belongs to it, and only while the lease is held. */
@Injectable()
export class BatchEnds {
  private readonly logger = new Logger('Batches');

  constructor(
    private readonly repository: BatchesRepository,
    private readonly days: DaysService,
    private readonly files: BatchFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  noteRead(batch: ClaimedBatch, rowsRead: number): Promise<void> {
    return this.repository.inTransaction(async (tx) => {
      const state = await this.move(tx, batch, 'read');
      await this.repository.update(tx, batch.id, { state, rowsRead });
    });
  }

  /** Joining, or waiting for panels: then the batch is given back, and rung again when the last panel comes. */
  prepare(batch: ClaimedBatch, days: readonly { day: string; rows: number }[]): Promise<DaysForBatch> {
    const { id: batchId, market } = batch;
    return this.repository.inTransaction(async (tx) => {
      const from = await this.getState(tx, batch);
      const planId = batch.planId as ZonePlanId;
      const prepared = await this.days.prepare(tx, { batchId, market, planId, days });
      if (prepared.kind === 'ready') {
        await this.repository.update(tx, batchId, { state: toState(from, 'panels-ready') });
        return prepared;
      }
      const state = toState(from, 'panels-missing');
      await this.repository.update(tx, batchId, {
        state,
        stage: null,
        attempts: 0,
        leaseToken: null,
        leaseUntil: null,
      });
      return prepared;
    });
  }

  /** Counters, quarantine, segments and the end, all at once; nothing, and undefined, where the join must be redone. */
  async commit(batch: ClaimedBatch, done: JoinedBatch): Promise<readonly DayCounters[] | undefined> {
    const { id: batchId, market } = batch;
    const closed = new Set(done.prepared.takesNoRows);
    const byDay = countOutcomes(done.read, closed, done.joined);
    const isCommitted = await this.repository.inTransaction(async (tx) => {
      const state = await this.move(tx, batch, 'committed');
      const { open } = done.prepared;
      if (!(await this.days.commit(tx, { batchId, market, open, segments: done.segments }))) return false;
      await this.repository.saveCounters(tx, batchId, byDay);
      const reasons = [...countReasons(done.read, closed)];
      const quarantine = reasons.map(([reason, count]) => ({ reason, count, lines: done.lines.get(reason) ?? [] }));
      await this.repository.saveQuarantine(tx, batchId, quarantine);
      const { peakMemoryMegabytes } = done;
      await this.repository.update(tx, batchId, { ...this.ended(state), peakMemoryMegabytes, bytesRead: batch.bytes });
      return true;
    });
    if (!isCommitted) return undefined;
    await this.files.deleteUpload(batch.upload);
    return byDay;
  }

  /** The file is refused whole: nothing of it is taken. */
  async refuse(batch: ClaimedBatch, { code, message }: BatchRefused): Promise<void> {
    await this.repository.inTransaction(async (tx) => {
      const state = await this.move(tx, batch, 'refused');
      await this.days.end(tx, { batchId: batch.id, market: batch.market });
      await this.repository.update(tx, batch.id, { ...this.ended(state), failureCode: code, failureMessage: message });
    });
    await this.files.deleteUpload(batch.upload);
    await this.files.deleteLeftovers(batch);
    this.logger.warn({ event: 'batch.failed', batchId: batch.id, reason: code });
  }

  /** Uploads whose batch has ended, or never came to be in all that time: a process died between the two. */
  async deleteStrayUploads(receivedBefore: Date): Promise<void> {
    const uploads = await this.files.listUploads();
    const states = await this.repository.findStates(uploads.map(({ batchId }) => batchId));
    for (const { objectKey, batchId, receivedAtMs } of uploads) {
      const state = states.get(batchId);
      const isOver = state === undefined ? receivedAtMs < receivedBefore.getTime() : isEnded(state);
      if (isOver) await this.files.deleteUpload({ objectKey });
    }
  }

  private ended(state: BatchState): Partial<BatchEntity> {
    return { state, stage: null, upload: null, leaseToken: null, leaseUntil: null, finishedAt: this.clock.now() };
  }

  private async move(tx: Transaction, batch: ClaimedBatch, event: BatchEvent): Promise<BatchState> {
    return toState(await this.getState(tx, batch), event);
  }

  private async getState(tx: Transaction, batch: ClaimedBatch): Promise<BatchState> {
    const state = await this.repository.lockLeased(tx, batch);
    if (!state) throw new LeaseLost();
    return state;
  }
}

function toState(from: BatchState, event: BatchEvent): BatchState {
  const transition = decideTransition(from, event);
  if (transition.kind === 'refused') throw new Error(`a batch cannot be ${event} when ${from}`);
  return transition.to;
}
