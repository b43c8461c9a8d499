import { Injectable, Logger } from '@nestjs/common';
import { toSafeError } from '../errors/safe-error';
import { Inbox } from './inbox';
import { OutboxRepository } from './outbox.repository';
import { RETENTION_DAYS } from './retention';
import { Ticker } from './ticker';

const EVERY_MS = 3_600_000;
/** Rows a statement, and statements a round: what is left is for the next. */
const BATCH = 1000;
const MOST_BATCHES = 100;

export interface Pruned {
  readonly outbox: number;
  readonly inbox: number;
}

/** Forgets jobs that were done long ago (`RETENTION_DAYS`), once an hour, little by little. */
@Injectable()
export class Pruner {
  private readonly logger = new Logger(Pruner.name);
  private readonly ticker = new Ticker(
    EVERY_MS,
    () => this.round(),
    (error) => this.logger.warn({ event: 'pruner.failed', error: toSafeError(error) }),
  );

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly inbox: Inbox,
  ) {}

  start(): void {
    this.ticker.start();
  }

  stop(): Promise<void> {
    return this.ticker.stop();
  }

  /** @returns how many rows were forgotten; the rest, where there were more than 100,000, is left */
  async prune(): Promise<Pruned> {
    return {
      outbox: await repeat(() => this.outbox.prune(RETENTION_DAYS.outbox, BATCH)),
      inbox: await repeat(() => this.inbox.prune(RETENTION_DAYS.inbox, BATCH)),
    };
  }

  private async round(): Promise<void> {
    const pruned = await this.prune();
    if (pruned.outbox + pruned.inbox > 0) this.logger.log({ event: 'jobs.pruned', ...pruned });
  }
}

async function repeat(pruneBatch: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const pruned = await pruneBatch();
    sum += pruned;
    if (pruned < BATCH) break;
  }
  return sum;
}
