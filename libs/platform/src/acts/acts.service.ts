import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log';
import { CLOCK, type Clock } from '../clock';
import { type Transaction, Transactions } from '../database/transactions';
import type { Act, Subject } from './act';
import { IdempotencyKeyInFlight, IdempotencyKeyReused } from './acts.errors';
import { ActsRepository, type ListedAct } from './acts.repository';
import { judgeRepeat } from './judge-repeat';
import { openAnswer, sealAnswer } from './seal-answer';

/** What is kept of an act. */
export type NotedAct = Pick<Act, 'name' | 'staffId' | 'requestId'>;

/** How long a key is remembered. */
const KEPT_HOURS = 24;
const MOST_LISTED = 500;

/** Every act of staff: done once a key, and written down with what it did, or not at all. */
@Injectable()
export class ActsService {
  constructor(
    private readonly acts: ActsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Does `work`, notes the act and keeps the answer in one transaction. What fails leaves nothing, so its key is free.
   *
   * @throws IdempotencyKeyReused, IdempotencyKeyInFlight, and whatever the work throws
   */
  perform<T>(act: Act, work: () => Promise<T>, subjectOf: (answer: T) => Subject): Promise<T> {
    return this.transactions.run(async (transaction) => {
      const done = () => this.doAndNote({ act, subjectOf }, work);
      return act.idempotencyKey === null ? done() : this.once(transaction, { ...act, key: act.idempotencyKey }, done);
    });
  }

  /**
   * Notes an act that is no mutation (a file that was sent): in the running transaction, else in one of its own, before its work
   * begins.
   */
  async note({ name, staffId, requestId }: NotedAct, { kind, id }: Subject): Promise<void> {
    const act = { act: name, staffId, requestId, subjectKind: kind, subjectId: id, actedAt: this.clock.now() };
    await this.transactions.run(async (transaction) => {
      await this.acts.addAct(transaction, act);
      const content = { ...act, actedAt: act.actedAt.toISOString() };
      await this.audit.append(transaction, [{ kind: 'staff-act', at: act.actedAt, content }]);
    });
  }

  /** Newest first. */
  listActs(by: { subjectId: string | null; before: number | null }): Promise<ListedAct[]> {
    return this.acts.findActs(by, MOST_LISTED);
  }

  private async doAndNote<T>(
    { act, subjectOf }: { act: Act; subjectOf: (answer: T) => Subject },
    work: () => Promise<T>,
  ): Promise<T> {
    const answer = await work();
    await this.note(act, subjectOf(answer));
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
