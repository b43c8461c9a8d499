import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { IdempotencyKeyInFlight, IdempotencyKeyReused } from './acts.errors';
import { ActsRepository, type ListedAct } from './acts.repository';
import { judgeRepeat } from './domain/judge-repeat';
import { openAnswer, sealAnswer } from './seal-answer';

export type { ListedAct } from './acts.repository';

/** A mutation that a member of staff sent. */
export interface Act {
  /** The mutation's name. */
  readonly name: string;
  readonly staffId: string;
  readonly idempotencyKey: string | null;
  /** Everything that came with it, the key left out. */
  readonly payload: unknown;
}

/** What an act was about. */
export interface Subject {
  readonly kind: 'client' | 'contract' | 'api-client' | 'invoice' | 'credit-note' | 'invoice-issuer' | 'webhook';
  readonly id: string;
}

/** How long a key is remembered. */
const KEPT_HOURS = 24;
const MOST_LISTED = 500;

/** Every act of staff: done once a key, and written down with what it did, or not at all. */
@Injectable()
export class ActsService {
  constructor(
    private readonly acts: ActsRepository,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Does `work`, notes the act and keeps the answer in one transaction. What fails leaves nothing, so its key is free.
   *
   * @throws IdempotencyKeyReused, IdempotencyKeyInFlight, and whatever the work throws
   */
  perform<T>(act: Act, work: () => Promise<T>, subjectOf: (answer: T) => Subject): Promise<T> {
    return this.transactions.run(async (transaction) => {
      const done = () => this.doAndNote(transaction, { act, subjectOf }, work);
      return act.idempotencyKey === null ? done() : this.once(transaction, { ...act, key: act.idempotencyKey }, done);
    });
  }

  /** Newest first. */
  listActs(by: { subjectId: string | null; before: number | null }): Promise<ListedAct[]> {
    return this.acts.findActs(by, MOST_LISTED);
  }

  private async doAndNote<T>(
    transaction: Transaction,
    { act, subjectOf }: { act: Act; subjectOf: (answer: T) => Subject },
    work: () => Promise<T>,
  ): Promise<T> {
    const answer = await work();
    const { kind, id } = subjectOf(answer);
    const noted = { act: act.name, staffId: act.staffId, subjectKind: kind, subjectId: id };
    await this.acts.addAct(transaction, { ...noted, actedAt: this.clock.now() });
    return answer;
  }

  private async once<T>(transaction: Transaction, act: Act & { key: string }, done: () => Promise<T>): Promise<T> {
    const { staffId, key } = act;
    const owner = { staffId, keySha256: sha256(key) };
    const payloadSha256 = sha256(JSON.stringify([act.name, act.payload]));
    const held = await this.acts.holdKey(transaction, owner);
    const kept = held ? await this.acts.findAnswer(transaction, owner) : null;
    const known = { inFlight: !held, answeredPayloadSha256: kept?.payloadSha256 ?? null };
    const verdict = judgeRepeat(known, payloadSha256);
    if (verdict === 'in-flight') throw new IdempotencyKeyInFlight();
    if (verdict === 'reused') throw new IdempotencyKeyReused();
    // The same staff member, key and payload were given what was sealed here.
    if (verdict === 'repeat') return openAnswer(kept!.sealedAnswer, key, staffId) as T;
    const answer = await done();
    const now = this.clock.now();
    await this.acts.addAnswer(transaction, {
      ...{ ...owner, payloadSha256, keptAt: now },
      sealedAnswer: sealAnswer(answer, key, staffId),
    });
    await this.acts.removeAnswersBefore(transaction, new Date(now.getTime() - KEPT_HOURS * 3_600_000));
    return answer;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
