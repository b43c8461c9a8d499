import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { ALL_KEYS, DecisionsService } from '../decisions/decisions.service';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { UsageService } from '../usage/usage.service';
import { type HeldRows, RightsRepository } from './rights.repository';

/** Everything consent holds about lines, and what it was used for. */
export interface HeldData {
  readonly asOf: string;
  readonly numbers: readonly string[];
  readonly tables: readonly HeldRows[];
  readonly uses: object;
}

/**
 * What stays of an erased line, all of it without a number: decisions and notices prove who said no and when (append-only); entries of stop lists
 * keep rows of days under way from being counted, and tell later for what the line was not; credits belong to the books.
 */
const KEPT = ['stop_entry', 'reward_credit'];

export const RIGHTS_PARTS = Symbol('RIGHTS_PARTS');
export interface RightsParts {
  readonly repository: RightsRepository;
  readonly transactions: Transactions;
  readonly decisions: DecisionsService;
  readonly lines: LinesService;
  readonly usage: UsageService;
  readonly journal: JournalService;
  readonly log: AuditLog;
}

/** Access (art. 15 GDPR) and erasure (art. 17). */
@Injectable()
export class RightsService {
  constructor(
    @Inject(RIGHTS_PARTS) private readonly parts: RightsParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async access(subscriberIds: readonly string[]): Promise<HeldData> {
    const [numbers, tables, uses] = await Promise.all([
      this.parts.lines.findNumbers(subscriberIds),
      this.parts.repository.findAll(subscriberIds),
      this.parts.usage.find(subscriberIds),
    ]);
    return { asOf: this.clock.now().toISOString(), numbers: [...new Set(numbers.values())], tables, uses };
  }

  /**
   * Withdraws everything first, which stops every day under way; then forgets the line: its number, its attributes, its sessions, what the audit
   * log says about it. In the journal before it is committed, so that the restore of an older database brings nothing back.
   *
   * @returns the reference of the withdrawal; null where nothing was allowed
   */
  async erase(subscriberIds: readonly string[]): Promise<string | null> {
    const choices = ALL_KEYS.map((key) => ({ ...key, wish: 'refuse' }) as const);
    const { reference } = await this.parts.decisions.submit({
      subscriberIds,
      choices,
      notice: undefined,
      wallNow: Date.now(),
    });
    const erasedAt = this.clock.now();
    await this.parts.transactions.run(async (transaction) => {
      await this.parts.journal.keep(
        transaction,
        subscriberIds.map((subscriberId) => ({ kind: 'erasure', subscriberId, erasedAt: erasedAt.getTime() })),
      );
      await this.forget(transaction, subscriberIds, erasedAt);
    });
    return reference;
  }

  /** Erasures of the journal that this database does not know. @returns how many */
  async replay(erasures: readonly { readonly subscriberId: string; readonly erasedAt: number }[]): Promise<number> {
    const known = await this.parts.repository.isErased(erasures.map(({ subscriberId }) => subscriberId));
    const forgotten = erasures.filter(({ subscriberId }) => !known.has(subscriberId));
    for (const { subscriberId, erasedAt } of forgotten)
      await this.parts.transactions.run((transaction) => this.forget(transaction, [subscriberId], new Date(erasedAt)));
    return forgotten.length;
  }

  private async forget(transaction: Transaction, subscriberIds: readonly string[], erasedAt: Date): Promise<void> {
    await this.parts.lines.lock(transaction, subscriberIds);
    await this.parts.repository.markErased(transaction, subscriberIds, erasedAt);
    await this.parts.log.forget(transaction, subscriberIds);
    const kept = await this.parts.repository.erase(transaction, subscriberIds, KEPT);
    // Whom it was about is what is being forgotten.
    await this.parts.log.append(transaction, [{ kind: 'erasure', at: erasedAt, content: { kept } }]);
  }
}
