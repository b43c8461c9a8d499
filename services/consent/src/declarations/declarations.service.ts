import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { DecisionsService } from '../decisions/decisions.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';

export type LineUser = 'adult' | 'minor';

export const DECLARATION_PARTS = Symbol('DECLARATION_PARTS');
export interface DeclarationParts {
  readonly decisions: DecisionsService;
  readonly lines: LinesService;
  readonly stopLists: StopListsService;
}

/** "Who uses this line?" */
@Injectable()
export class DeclarationsService {
  constructor(
    @Inject(DECLARATION_PARTS) private readonly parts: DeclarationParts,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * That somebody under 18 uses a line ends all processing of it: every yes is void, its names leave all that lives, and no yes is taken
   * until somebody declares that only adults use it. That alone permits nothing.
   */
  async declare(subscriberIds: readonly string[], user: LineUser): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.parts.lines.lock(transaction, subscriberIds);
      const declaredAt = user === 'minor' ? this.clock.now() : null;
      await this.parts.lines.setDeclaredMinor(transaction, subscriberIds, declaredAt);
      if (user === 'adult') return;
      await this.parts.decisions.invalidate(transaction, subscriberIds);
      const submissionId = randomUUID();
      await this.parts.stopLists.stop(
        transaction,
        subscriberIds.map((subscriberId) => ({ submissionId, subscriberId })),
      );
    });
    await this.parts.stopLists.publish().catch(() => undefined); // the sweeper publishes what could not be published here
  }

  /** Who uses these lines, as far as anybody declared it. */
  async find(subscriberIds: readonly string[]): Promise<LineUser> {
    const holders = await this.parts.lines.findHolders(subscriberIds);
    return holders.some(({ isDeclaredMinor }) => isDeclaredMinor) ? 'minor' : 'adult';
  }
}
