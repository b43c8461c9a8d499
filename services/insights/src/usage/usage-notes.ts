import { Injectable } from '@nestjs/common';
import type { ContractId } from '@passant/contracts';
import { within } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { type NewUsageEvent, UsageRepository } from './usage.repository';

/** Some 4 KB each of a month's question. */
const MOST_AT_ONCE = 100;
/** The gateway waits no longer for an answer: what waited longer is not given, so not billed either. */
const LONGEST_WAIT_MS = 3_000;

interface Waiting {
  readonly event: NewUsageEvent;
  readonly sinceMs: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Notes of a contract that come while others of it are being written go into the next statement together: one commit for all of
 * them, where each by itself would wait for the others' at the month they are added to (group commit; DeWitt et al. 1984). A note
 * is done when it is committed. Contracts do not wait for each other, nor for long for a statement that hangs.
 */
@Injectable()
export class UsageNotes {
  private readonly lanes = new Map<ContractId, Waiting[]>();

  constructor(
    private readonly usage: UsageRepository,
    private readonly transactions: Transactions,
  ) {}

  /** Outside of any transaction. @throws what the database says of this event, whatever it says of others; where its turn came too late */
  add(event: NewUsageEvent): Promise<void> {
    return new Promise((done, failed) => {
      const waiting = { event, sinceMs: performance.now(), done, failed };
      const lane = this.lanes.get(event.contractId);
      if (lane) lane.push(waiting);
      else {
        const begun = [waiting];
        this.lanes.set(event.contractId, begun);
        this.transactions.outside(() => void this.write(event.contractId, begun));
      }
    });
  }

  private async write(contractId: ContractId, lane: Waiting[]): Promise<void> {
    while (lane.length > 0) {
      const together = lane.splice(0, MOST_AT_ONCE).filter((one) => !isTooLate(one));
      await within(LONGEST_WAIT_MS, this.writeAll(together));
    }
    this.lanes.delete(contractId);
  }

  /** What cannot be written with others may be written without them; what was committed all the same is not written twice. */
  private async writeAll(together: readonly Waiting[]): Promise<void> {
    const events = together.map(({ event }) => event);
    const isWritten = together.length > 1 && (await this.addEvents(events).then(...TOLD));
    for (const { event, done, failed } of together) {
      if (isWritten) done();
      else await this.addEvents([event]).then(done, failed);
    }
  }

  private async addEvents(events: readonly NewUsageEvent[]): Promise<void> {
    await this.usage.addEvents(this.transactions.current, events);
  }
}

/** Whether it went well. */
const TOLD = [() => true, () => false] as const;

function isTooLate({ sinceMs, failed }: Waiting): boolean {
  const isLate = performance.now() - sinceMs > LONGEST_WAIT_MS;
  if (isLate) failed(new Error('The answer could not be noted in time.'));
  return isLate;
}
