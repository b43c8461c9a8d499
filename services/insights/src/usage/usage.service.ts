import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, ContractId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { measureUsage, type StatusCounts } from './domain/measure-usage';
import { type UsageEvent, UsageRepository } from './usage.repository';

/** An answer that is about to be given. */
export interface Answered {
  readonly requestId: string;
  /** Everything that makes it this question and no other. */
  readonly question: object;
  readonly clientId: ClientId;
  readonly contractId: ContractId;
  readonly contractVersionId: string;
  readonly product: string;
  readonly grain: string;
  readonly counts: StatusCounts;
  readonly price: { readonly minorUnitsPerFigure: number; readonly currency: string };
}

export { countStatuses, type StatusCounts } from './domain/measure-usage';

const MOST_LISTED = 1000;

/** What was answered to whom under which contract version, and what it costs. */
@Injectable()
export class UsageService {
  constructor(
    private readonly usage: UsageRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the event; null where the same question of the same request was noted before */
  async noteAnswer(transaction: Transaction, answered: Answered): Promise<string | null> {
    const { requestId, question, counts, price, ...rest } = answered;
    const event: UsageEvent = {
      ...rest,
      ...measureUsage(counts, price.minorUnitsPerFigure),
      ...{ id: randomUUID(), requestId, currency: price.currency, answeredAt: this.clock.now() },
      questionSha256: createHash('sha256').update(JSON.stringify(question)).digest('hex'),
    };
    return (await this.usage.addEvent(transaction, event)) ? event.id : null;
  }

  listEvents(by: { clientId?: ClientId; contractId?: ContractId }): Promise<UsageEvent[]> {
    return this.usage.findEvents(by, MOST_LISTED);
  }
}
