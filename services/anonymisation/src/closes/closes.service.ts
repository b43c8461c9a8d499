import { Inject, Injectable } from '@nestjs/common';
import {
  clearanceRequested,
  dayClosed,
  dayCompleted,
  releaseCleared,
  type ClearanceId,
  type JobPayload,
  type MarketId,
} from '@passant/contracts';
import { CLOCK, Inbox, Jobs, type Clock } from '@passant/platform';
import { randomBytes, randomUUID } from 'node:crypto';
import { Transactions } from '../database/transactions';
import { StopListsService } from '../stop-lists/stop-lists.service';
import type { ClaimedClose, CloseState, DayClose } from './close';
import { ClosesRepository } from './closes.repository';

/** Rows and keys of a day without a panel die this long after it was completed. */
const UNKNOWN_AFTER_HOURS = 48;

@Injectable()
export class ClosesOutside {
  constructor(
    readonly transactions: Transactions,
    readonly inbox: Inbox,
    readonly jobs: Jobs,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/** The closing of days, up to the point where one may run, and its end when it may not. */
@Injectable()
export class ClosesService {
  constructor(
    private readonly closes: ClosesRepository,
    private readonly stopLists: StopListsService,
    private readonly outside: ClosesOutside,
  ) {}

  /** A day is complete: ask consent which stop list must be applied. A repeat changes nothing. */
  async request(rowId: string, payload: JobPayload<typeof dayCompleted>): Promise<void> {
    const { market, day, planId, manifest } = payload;
    const clearanceId = randomUUID() as ClearanceId;
    const hashKey = randomBytes(16);
    const requestedAt = this.outside.clock.now();
    await this.outside.inbox.once(rowId, dayCompleted, async (transaction) => {
      const close = { market, day, planId, manifest, clearanceId, hashKey, requestedAt };
      const isNew = await this.closes.insert(transaction, close);
      if (isNew) await this.outside.jobs.add(transaction, clearanceRequested, { market, day, clearanceId });
    });
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
    const { market, day } = close;
    await this.outside.transactions.run(async (transaction) => {
      const isOurs = await this.closes.askAgain(transaction, close, clearanceId);
      if (isOurs) await this.outside.jobs.add(transaction, clearanceRequested, { market, day, clearanceId });
    });
  }

  /** Ends days whose deadline has passed, released or not: nothing may outlive it. Returns how many. */
  async abandonOverdue(): Promise<number> {
    const now = this.outside.clock.now();
    return this.outside.transactions.run(async (transaction) => {
      const days = await this.closes.abandonOverdue(transaction, { now, unknownAfterHours: UNKNOWN_AFTER_HOURS });
      for (const { market, day } of days) {
        await this.stopLists.forget(transaction, market, day);
        await this.outside.jobs.add(transaction, dayClosed, { market, day });
      }
      return days.length;
    });
  }

  find(market: MarketId, states?: readonly CloseState[]): Promise<DayClose[]> {
    return this.closes.find(market, states);
  }
}
