import { Injectable } from '@nestjs/common';
import {
  clearanceRequested,
  dayCompleted,
  monthCompleted,
  releaseCleared,
  type ClearanceId,
  type JobPayload,
  type MarketId,
  type Period,
} from '@passant/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from '../database/transactions';
import type { ClaimedClose, CloseState, PeriodClose } from './close';
import { ClosesOutside } from './closes-outside';
import { CloseNotFailed, CloseUnknown, RetryReasonInvalid } from './closes.errors';
import { ClosesRepository } from './closes.repository';

const LEAST_REASON = 10;
const LONGEST_REASON = 500;

type Requested = Pick<Parameters<ClosesRepository['insert']>[1], 'market' | 'period' | 'planId' | 'manifest'>;

/** The closing of days and months, up to the point where one may run. */
@Injectable()
export class ClosesService {
  constructor(
    private readonly closes: ClosesRepository,
    private readonly outside: ClosesOutside,
  ) {}

  /** A day is complete: ask consent which stop list must be applied. A repeat changes nothing. */
  async request(rowId: string, { market, day, planId, manifest }: JobPayload<typeof dayCompleted>): Promise<void> {
    await this.outside.inbox.once(rowId, dayCompleted, (transaction) =>
      this.insert(transaction, { market, period: day, planId, manifest }, randomBytes(16)),
    );
  }

  /** A month is complete: likewise. Its sampling key lies with its marks. */
  async requestMonth(rowId: string, { market, month, planId }: JobPayload<typeof monthCompleted>): Promise<void> {
    await this.outside.inbox.once(rowId, monthCompleted, (transaction) =>
      this.insert(transaction, { market, period: month, planId, manifest: null }, null),
    );
  }

  /** Consent's answer. */
  async clear(rowId: string, payload: JobPayload<typeof releaseCleared>): Promise<void> {
    await this.outside.inbox.once(rowId, releaseCleared, (transaction) =>
      this.closes.clear(transaction, payload.clearanceId, payload.stopListNumber),
    );
  }

  /** After a wait the old answer is too old. */
  async askAgain(close: ClaimedClose): Promise<void> {
    const clearanceId = randomUUID() as ClearanceId;
    const { market, period } = close;
    await this.outside.transactions.run(async (transaction) => {
      const isOurs = await this.closes.askAgain(transaction, close, clearanceId);
      if (isOurs) await this.outside.jobs.add(transaction, clearanceRequested, { market, period, clearanceId });
    });
  }

  /**
   * Lets a failed close try again, because somebody mended what it failed with. Who and why stays on record. It still ends at its
   * deadline.
   *
   * @throws CloseUnknown, CloseNotFailed, RetryReasonInvalid
   */
  async retry(market: MarketId, period: Period, by: { reason: string; staffId: string }): Promise<PeriodClose> {
    const reason = by.reason.trim();
    if (reason.length < LEAST_REASON || reason.length > LONGEST_REASON) throw new RetryReasonInvalid();
    if (!(await this.closes.findOne(market, period))) throw new CloseUnknown();
    const retriedAt = this.outside.clock.now();
    await this.outside.transactions.run(async (transaction) => {
      const failedWith = await this.closes.retry(transaction, market, period);
      if (failedWith === undefined) throw new CloseNotFailed();
      const { staffId } = by;
      const retry = { retryId: randomUUID(), market, period, failedWith, reason, staffId, retriedAt };
      await this.closes.insertRetry(transaction, retry);
    });
    return (await this.closes.findOne(market, period))!;
  }

  find(market: MarketId, states?: readonly CloseState[]): Promise<PeriodClose[]> {
    return this.closes.find(market, states);
  }

  private async insert(transaction: Transaction, close: Requested, hashKey: Buffer | null): Promise<void> {
    const { market, period } = close;
    const clearanceId = randomUUID() as ClearanceId;
    const requestedAt = this.outside.clock.now();
    const isNew = await this.closes.insert(transaction, { ...close, clearanceId, hashKey, requestedAt });
    if (isNew) await this.outside.jobs.add(transaction, clearanceRequested, { market, period, clearanceId });
  }
}
