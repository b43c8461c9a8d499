import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BatchId, ClaimCheck, MarketId, ZonePlanId } from '@passant/contracts';
import { In, LessThan, Not } from 'typeorm';
import { isUuid } from '../database/is-uuid';
import { type Transaction, Transactions } from '../database/transaction';
import { BatchDayEntity, BatchEntity, QuarantineEntity } from './batch.entities';
import { type BatchStage, type BatchState, type Compression, isEnded, MOST_ATTEMPTS } from './domain/batch';
import type { DayCounters } from './domain/count-outcomes';

const LEASE_SECONDS = 30;

export interface NewBatch {
  readonly id: BatchId;
  readonly market: MarketId;
  readonly planId: ZonePlanId;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly compression: Compression;
  readonly upload: ClaimCheck;
  readonly receivedBy: string;
  readonly receivedAt: Date;
}

/** A batch that this process may work on until its lease runs out. */
export interface ClaimedBatch extends NewBatch {
  readonly state: BatchState;
  readonly attempts: number;
  readonly leaseToken: string;
}

export type Claim =
  | { readonly kind: 'claimed'; readonly batch: ClaimedBatch }
  | { readonly kind: 'exhausted'; readonly batch: ClaimedBatch }
  | { readonly kind: 'ended' }
  | { readonly kind: 'busy' };

@Injectable()
export class BatchesRepository {
  constructor(private readonly transactions: Transactions) {}

  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactions.run(work);
  }

  /** Gives the id of the batch of this market that had the same file, and writes nothing then. */
  async insert(tx: Transaction, batch: NewBatch): Promise<BatchId | undefined> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(BatchEntity)
      .values({ ...batch, state: 'RECEIVED' })
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length > 0) return undefined;
    const known = await tx.findOneByOrFail(BatchEntity, {
      market: batch.market,
      sha256: batch.sha256,
      state: Not('FAILED'),
    });
    return known.id as BatchId;
  }

  /** Takes the lease of a batch that nobody works on. */
  async claim(batchId: BatchId): Promise<Claim> {
    const leaseToken = randomUUID();
    const [[row]]: [{ id: string }[], number] = await this.transactions.current.query(
      `UPDATE batch SET lease_token = $2, lease_until = now() + make_interval(secs => $3), attempts = attempts + 1
       WHERE id = $1 AND state NOT IN ('DONE', 'FAILED') AND (lease_until IS NULL OR lease_until < now())
       RETURNING id`,
      [batchId, leaseToken, LEASE_SECONDS],
    );
    const batch = await this.transactions.current.findOneBy(BatchEntity, { id: batchId });
    if (!batch || isEnded(batch.state)) return { kind: 'ended' };
    if (!row || batch.leaseToken !== leaseToken) return { kind: 'busy' };
    return {
      kind: batch.attempts > MOST_ATTEMPTS ? 'exhausted' : 'claimed',
      batch: batch as BatchEntity & ClaimedBatch,
    };
  }

  /** False where the lease was lost. */
  async renew({ id, leaseToken }: ClaimedBatch, progress: Progress): Promise<boolean> {
    const [, renewed]: [unknown[], number] = await this.transactions.current.query(
      `UPDATE batch SET lease_until = now() + make_interval(secs => $3), stage = $4, bytes_read = $5, rows_read = $6
       WHERE id = $1 AND lease_token = $2`,
      [id, leaseToken, LEASE_SECONDS, progress.stage, progress.bytesRead, progress.rowsRead],
    );
    return renewed === 1;
  }

  /** Gives the lease back after an attempt that did not end the batch. `isCounted`: it was the attempt's own fault. */
  async release({ id, leaseToken }: ClaimedBatch, isCounted: boolean): Promise<void> {
    await this.transactions.current.query(
      `UPDATE batch SET lease_token = NULL, lease_until = NULL, stage = NULL, attempts = attempts - $3
       WHERE id = $1 AND lease_token = $2`,
      [id, leaseToken, isCounted ? 0 : 1],
    );
  }

  /** Locks the row and gives its state; undefined where the lease was lost: whatever was about to be written must not be. */
  async lockLeased(tx: Transaction, { id, leaseToken }: ClaimedBatch): Promise<BatchState | undefined> {
    const batch = await tx.findOne(BatchEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return batch?.leaseToken === leaseToken ? batch.state : undefined;
  }

  async update(tx: Transaction, id: string, change: Partial<BatchEntity>): Promise<void> {
    await tx.update(BatchEntity, id, change as object);
  }

  async saveCounters(tx: Transaction, batchId: string, byDay: readonly DayCounters[]): Promise<void> {
    await tx.delete(BatchDayEntity, { batchId });
    for (let from = 0; from < byDay.length; from += 1000) {
      await tx.insert(
        BatchDayEntity,
        byDay.slice(from, from + 1000).map((counters) => ({ batchId, ...counters })),
      );
    }
  }

  async saveQuarantine(
    tx: Transaction,
    batchId: string,
    rows: readonly Omit<QuarantineEntity, 'batchId'>[],
  ): Promise<void> {
    await tx.delete(QuarantineEntity, { batchId });
    if (rows.length > 0) await tx.insert(QuarantineEntity, rows.map((row) => ({ batchId, ...row })) as object[]);
  }

  /** Rows that turned out to be in another batch as well. */
  async moveDuplicates(tx: Transaction, of: { batchId: string; day: string }, duplicates: number): Promise<void> {
    await tx.query(
      `UPDATE batch_day SET accepted = accepted - $3, duplicate = duplicate + $3
       WHERE batch_id = $1 AND day = $2 AND accepted >= $3`,
      [of.batchId, of.day, duplicates],
    );
  }

  async find(id: string): Promise<BatchEntity | null> {
    if (!isUuid(id)) return null;
    return this.transactions.current.findOneBy(BatchEntity, { id });
  }

  findAll(market: string | undefined, limit: number): Promise<BatchEntity[]> {
    return this.transactions.current.find(BatchEntity, {
      where: market === undefined ? {} : { market },
      order: { receivedAt: 'DESC', id: 'ASC' },
      take: limit,
    });
  }

  findCounters(batchIds: readonly string[]): Promise<BatchDayEntity[]> {
    return this.transactions.current.find(BatchDayEntity, {
      where: { batchId: In([...batchIds]) },
      order: { batchId: 'ASC', day: 'ASC' },
    });
  }

  findQuarantine(batchIds: readonly string[]): Promise<QuarantineEntity[]> {
    return this.transactions.current.find(QuarantineEntity, {
      where: { batchId: In([...batchIds]) },
      order: { batchId: 'ASC', reason: 'ASC' },
    });
  }

  /** The counters of one day over the finished batches of a market. */
  findCountersOfDays(market: string, days: readonly string[]): Promise<BatchDayEntity[]> {
    return this.transactions.current
      .createQueryBuilder(BatchDayEntity, 'counters')
      .innerJoin(BatchEntity, 'batch', 'batch.id = counters.batch_id')
      .where("batch.market = :market AND batch.state = 'DONE' AND counters.day IN (:...days)", {
        market,
        days: ['', ...days],
      })
      .orderBy('batch.received_at')
      .getMany();
  }

  /** Batches that did not end in time. */
  async findUnendedBefore(instant: Date): Promise<string[]> {
    const found = await this.transactions.current.find(BatchEntity, {
      where: { receivedAt: LessThan(instant), state: Not(In(['DONE', 'FAILED'])) },
      select: { id: true },
    });
    return found.map(({ id }) => id);
  }

  /** The states of those of these that are batches. */
  async findStates(ids: readonly string[]): Promise<ReadonlyMap<string, BatchState>> {
    const where = { id: In([...ids]) };
    const found = await this.transactions.current.find(BatchEntity, { where, select: { id: true, state: true } });
    return new Map(found.map(({ id, state }) => [id, state]));
  }
}

export type BatchRecord = BatchEntity;

export interface Progress {
  readonly stage: BatchStage;
  readonly bytesRead: number;
  readonly rowsRead: number;
}
