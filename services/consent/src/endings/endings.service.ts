import { Inject, Injectable } from '@nestjs/common';
import { dayAt, timeZoneSchema } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { DecisionsService } from '../decisions/decisions.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';

const UTC = timeZoneSchema.parse('UTC');
/** How many contracts end in one transaction. */
const LINES_AT_ONCE = 1000;
/** How long an ended line is still known: until its last month is closed, and billing has asked whose its credits are. */
export const ENDED_KEPT_DAYS = 180;
const DAY_MS = 24 * 3_600_000;
/** The rest waits for the next turn. */
const MOST_FORGOTTEN = 100_000;

export const ENDING_PARTS = Symbol('ENDING_PARTS');
export interface EndingParts {
  readonly decisions: DecisionsService;
  readonly lines: LinesService;
  readonly stopLists: StopListsService;
}

/** The end of a contract, a port-out, a new holder: consent ends with the subscription, and its line leaves all that lives. */
@Injectable()
export class EndingsService {
  constructor(
    @Inject(ENDING_PARTS) private readonly parts: EndingParts,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async end(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    if (subscriberIds.length === 0) return;
    await this.parts.decisions.terminate(transaction, subscriberIds);
    await this.parts.lines.end(transaction, subscriberIds, this.clock.now());
  }

  /** Ends every contract whose last day (UTC) has come. @returns how many */
  async endOver(): Promise<number> {
    const today = dayAt(this.clock.now().getTime(), UTC);
    let ended = 0;
    for (;;) {
      const lines = await this.parts.lines.findEnding(today, LINES_AT_ONCE);
      if (lines.length === 0) break;
      await this.transactions.run(async (transaction) => {
        await this.parts.lines.lock(transaction, lines);
        await this.end(transaction, lines);
      });
      ended += lines.length;
    }
    if (ended > 0) await this.parts.stopLists.publish();
    return ended;
  }

  /**
   * Forgets number, birth year, gender, home area and contract of lines that ended {@link ENDED_KEPT_DAYS} days ago. Decisions, credits and
   * the audit log stay: they have no number. @returns how many
   */
  async forgetEnded(): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - ENDED_KEPT_DAYS * DAY_MS);
    let forgotten = 0;
    for (let last = LINES_AT_ONCE; last === LINES_AT_ONCE && forgotten < MOST_FORGOTTEN; forgotten += last)
      last = await this.parts.lines.forgetEnded(before, now, LINES_AT_ONCE);
    return forgotten;
  }
}
