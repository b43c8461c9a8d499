import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ClientId,
  type ContractId,
  dayAt,
  monthOf,
  type ReleaseId,
  type TimeZone,
  type ZoneId,
} from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { measureUsage, type StatusCounts } from './domain/measure-usage';
import { findQuotaExcess, type Quota } from './domain/quota';
import { QuotaExceeded, RateExceeded } from './usage.errors';
import { UsageNotes } from './usage-notes';
import { type NewUsageEvent, type SoldMonth, type SoldOf, type UsageEvent, UsageRepository } from './usage.repository';

/** An answer that is about to be given. */
export interface Answered {
  readonly requestId: string;
  /** The asker's own name of its request: the same answer under the same key is one event. */
  readonly idempotencyKey: string | null;
  /** Everything that makes it this question and no other. */
  readonly question: object;
  /** Published figures by release, and by the zone that they are of. */
  readonly sold: ReadonlyMap<ReleaseId, number>;
  readonly zones: ReadonlyMap<ZoneId, number>;
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
    private readonly notes: UsageNotes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One statement, with whatever else is noted at the same moment; committed when it is done. Outside of any transaction, and
   * not under a hard quota.
   */
  noteAnswer(answered: Answered): Promise<void> {
    return this.notes.add(this.toEvent(answered));
  }

  /**
   * One statement within a transaction, which must not be committed where it throws.
   *
   * @throws QuotaExceeded where a hard quota is not enough for this answer: then none of it may be given
   */
  async noteAnswerIn(transaction: Transaction, answered: Answered): Promise<void> {
    const event = this.toEvent(answered);
    const [month] = await this.usage.addEvents(transaction, [event]);
    // None where the same question of the same request was noted before.
    if (!month) return;
    const missing = findQuotaExcess(answered.quota, { sold: month.published, published: event.published });
    if (missing !== null) throw new QuotaExceeded(missing);
  }

  private toEvent(answered: Answered): NewUsageEvent {
    const { requestId, idempotencyKey, question, counts, sold, zones, price, timeZone, ...rest } = answered;
    const now = this.clock.now();
    const repeatable = idempotencyKey === null ? null : toRepeatable(rest.clientId, idempotencyKey, sold);
    return {
      ...rest,
      ...measureUsage(counts, price.minorUnitsPerFigure),
      ...{ id: randomUUID(), requestId: repeatable?.requestId ?? requestId },
      ...{ currency: price.currency, answeredAt: now, month: monthOf(dayAt(now.getTime(), timeZone)) },
      ...{ zoneIds: [...zones.keys()], zoneFigures: [...zones.values()] },
      ...{ releaseIds: [...sold.keys()], releaseFigures: [...sold.values()] },
      questionSha256: sha256(JSON.stringify(repeatable ? { question, sold: repeatable.sold } : question)).toString(
        'hex',
      ),
    };
  }

  /** Figures that a quota still has this month; null without one. */
  async measureLeft(contractId: ContractId, quota: Quota | null, timeZone: TimeZone): Promise<number | null> {
    if (quota === null) return null;
    const month = monthOf(dayAt(this.clock.now().getTime(), timeZone));
    return Math.max(0, quota.figuresPerMonth - (await this.usage.countSold(contractId, month)));
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

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * What a repeat has in common with the first: the key, of that buyer, in place of the gateway's id (a UUID of version 8,
 * RFC 9562, of both); and what was sold: where releases came or went in between, the answer is another one.
 */
function toRepeatable(clientId: ClientId, idempotencyKey: string, sold: ReadonlyMap<ReleaseId, number>) {
  const bytes = sha256(JSON.stringify([clientId, idempotencyKey])).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const requestId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { requestId, sold: [...sold].sort() };
}
