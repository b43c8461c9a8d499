import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ClientId, type ContractId, dayAt, monthOf, type TimeZone } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { measureUsage, type StatusCounts } from './domain/measure-usage';
import { findQuotaExcess, type Quota } from './domain/quota';
import { QuotaExceeded, RateExceeded } from './usage.errors';
import { type SoldMonth, type SoldOf, type UsageEvent, UsageRepository } from './usage.repository';

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
  readonly quota: Quota | null;
  /** Of the contract's market: its months are local ones. */
  readonly timeZone: TimeZone;
}

export { countStatuses, type StatusCounts } from './domain/measure-usage';

const MOST_LISTED = 1000;
const MOST_MONTHS = 120;

/** What was answered to whom under which contract version, and what it costs. */
@Injectable()
export class UsageService {
  constructor(
    private readonly usage: UsageRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws QuotaExceeded where a hard quota is not enough for this answer: then none of it may be given
   * @returns the id of the event; null where the same question of the same request was noted before
   */
  async noteAnswer(transaction: Transaction, answered: Answered): Promise<string | null> {
    const { requestId, question, counts, price, quota, timeZone, ...rest } = answered;
    const now = this.clock.now();
    const event: UsageEvent = {
      ...rest,
      ...measureUsage(counts, price.minorUnitsPerFigure),
      ...{ id: randomUUID(), requestId, currency: price.currency, answeredAt: now },
      questionSha256: createHash('sha256').update(JSON.stringify(question)).digest('hex'),
    };
    const sold = await this.usage.addEvent(transaction, event, monthOf(dayAt(now.getTime(), timeZone)));
    if (sold === null) return null;
    const missing = findQuotaExcess(quota, { sold, published: event.published });
    if (missing !== null) throw new QuotaExceeded(missing);
    return event.id;
  }

  /** Lets a question in. @throws RateExceeded */
  async countQuestion(contractId: ContractId, questionsPerMinute: number | null): Promise<void> {
    if (questionsPerMinute === null) return;
    const { questions, secondsLeft } = await this.usage.addQuestion(contractId);
    if (questions > questionsPerMinute) throw new RateExceeded(questionsPerMinute, secondsLeft);
  }

  /** Newest first. */
  listMonths(contractId: ContractId): Promise<SoldMonth[]> {
    return this.usage.findMonths(contractId, MOST_MONTHS);
  }

  /** What a contract was sold in a span of time, by version and product: what an invoice is made of. */
  sumEvents(contractId: ContractId, span: { fromMs: number; toMs: number }): Promise<SoldOf[]> {
    return this.usage.sumEvents(contractId, span);
  }

  listEvents(by: { clientId?: ClientId; contractId?: ContractId }): Promise<UsageEvent[]> {
    return this.usage.findEvents(by, MOST_LISTED);
  }
}
