import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions';
import { type NewUsageEvent, UsageRepository } from './usage.repository';

/** Some 4 KB each of a month's question. */
const MOST_AT_ONCE = 100;

interface Waiting {
  readonly event: NewUsageEvent;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Notes that come while others are being written go into the next statement together: one commit for all of them, where each by
 * itself would wait for the others' (group commit; DeWitt et al. 1984). A note is done when it is committed.
 */
@Injectable()
export class UsageNotes {
  private readonly waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    private readonly usage: UsageRepository,
    private readonly transactions: Transactions,
  ) {}

  /** Outside of any transaction. @throws what the database says of this event, whatever it says of others */
  add(event: NewUsageEvent): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ event, done, failed });
      if (!this.isWriting) this.transactions.outside(() => void this.write());
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const together = this.waiting.splice(0, MOST_AT_ONCE);
      const written = await this.tryWriting(together);
      // What cannot be written with others may be written without them; what was committed all the same is not written twice.
      if (!written) await Promise.all(together.map((one) => this.writeAlone(one)));
    }
    this.isWriting = false;
  }

  private async tryWriting(together: readonly Waiting[]): Promise<boolean> {
    if (together.length === 1) return false;
    try {
      await this.usage.addEvents(
        this.transactions.current,
        together.map(({ event }) => event),
      );
    } catch {
      return false;
    }
    for (const { done } of together) done();
    return true;
  }

  private async writeAlone({ event, done, failed }: Waiting): Promise<void> {
    await this.usage.addEvents(this.transactions.current, [event]).then(done, failed);
  }
}
