import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import { KeptAnswerEntity, StaffActEntity } from './act.entity';

/** What was done to what, by whom. */
export interface StaffAct {
  readonly staffId: string;
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly actedAt: Date;
  readonly requestId: string | null;
}

export type ListedAct = StaffAct & { readonly position: number };

/** Whose key it is; the key itself is not kept. */
export interface KeyOwner {
  readonly staffId: string;
  readonly keySha256: string;
}

export interface KeptAnswer extends KeyOwner {
  readonly payloadSha256: string;
  readonly sealedAnswer: Buffer;
  readonly keptAt: Date;
}

@Injectable()
export class ActsRepository {
  constructor(private readonly transactions: Transactions) {}

  async addAct(transaction: Transaction, act: StaffAct): Promise<void> {
    await transaction.createQueryBuilder().insert().into(StaffActEntity).values(act).updateEntity(false).execute();
  }

  /** Newest first; `before` a position, where not from the newest on. */
  async findActs(by: { subjectId: string | null; before: number | null }, limit: number): Promise<ListedAct[]> {
    const rows: (StaffAct & { position: string })[] = await this.transactions.current.query(
      `SELECT position, staff_id AS "staffId", act, subject_kind AS "subjectKind", subject_id AS "subjectId",
         acted_at AS "actedAt", request_id AS "requestId"
       FROM staff_act WHERE ($1::text IS NULL OR subject_id = $1) AND ($2::bigint IS NULL OR position < $2)
       ORDER BY staff_act.position DESC LIMIT $3`,
      [by.subjectId, by.before, limit],
    );
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  }

  /** Holds the key until the transaction ends. @returns false where somebody holds it now */
  async holdKey(transaction: Transaction, { staffId, keySha256 }: KeyOwner): Promise<boolean> {
    const rows: { held: boolean }[] = await transaction.query(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held',
      [`kept_answer ${staffId} ${keySha256}`],
    );
    return rows[0]?.held === true;
  }

  async findAnswer(transaction: Transaction, owner: KeyOwner): Promise<KeptAnswer | null> {
    const { staffId, keySha256 } = owner;
    return transaction.getRepository(KeptAnswerEntity).findOneBy({ staffId, keySha256 });
  }

  async addAnswer(transaction: Transaction, answer: KeptAnswer): Promise<void> {
    await transaction.insert(KeptAnswerEntity, answer);
  }

  async removeAnswersBefore(transaction: Transaction, keptAt: Date): Promise<void> {
    await transaction.query('DELETE FROM kept_answer WHERE kept_at < $1', [keptAt]);
  }
}
