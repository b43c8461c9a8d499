import { Injectable } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface SealedLetter {
  readonly id: string;
  readonly market: MarketId;
  readonly letterSealed: Buffer;
}

/** Whose lines a letter is about, in which market, and what it says. */
export interface LetterSubject {
  readonly market: MarketId;
  readonly subscriberIds: readonly string[];
  readonly about: 'code' | 'invitation';
}

export interface NewLetterCode {
  readonly numberHash: Buffer;
  readonly codeHash: Buffer;
  readonly subscriberIds: readonly string[];
  readonly tries: number;
  readonly lifeDays: number;
  /** How long after one was ordered another may be. */
  readonly periodDays: number;
}

export interface TriedCode {
  readonly codeHash: Buffer;
  readonly subscriberIds: readonly string[];
}

/** All times are the database's wall time. */
@Injectable()
export class LettersRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(transaction: Transaction, letter: SealedLetter & LetterSubject, lifeDays: number): Promise<void> {
    await transaction.query(
      `INSERT INTO letter (id, market, letter_sealed, expires_at, subscriber_ids, about)
       VALUES ($1, $2, $3, now() + make_interval(days => $4), $5, $6)`,
      [letter.id, letter.market, letter.letterSealed, lifeDays, letter.subscriberIds, letter.about],
    );
  }

  /** A new code in place of the last; false where that was ordered within the period. */
  async orderCode(transaction: Transaction, code: NewLetterCode): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `INSERT INTO letter_code (number_hash, code_hash, subscriber_ids, tries_left, ordered_at, expires_at)
       VALUES ($1, $2, $3, $4, now(), now() + make_interval(days => $5))
       ON CONFLICT (number_hash) DO UPDATE SET code_hash = excluded.code_hash, subscriber_ids = excluded.subscriber_ids,
         tries_left = excluded.tries_left, ordered_at = excluded.ordered_at, expires_at = excluded.expires_at
       WHERE letter_code.ordered_at <= now() - make_interval(days => $6)
       RETURNING number_hash`,
      [code.numberHash, code.codeHash, code.subscriberIds, code.tries, code.lifeDays, code.periodDays],
    );
    return rows.length > 0;
  }

  /** Counts a try from an address, whoever's code it is; false where there were too many within the hour. Exact: tries of an address wait for each other. */
  async noteTry(transaction: Transaction, addressHash: Buffer, mostAnHour: number): Promise<boolean> {
    await transaction.query(`SELECT pg_advisory_xact_lock($1::bigint)`, [addressHash.readBigInt64BE(0).toString()]);
    const rows: unknown[] = await transaction.query(
      `INSERT INTO letter_try SELECT $1, clock_timestamp() WHERE $2 > (
         SELECT count(*) FROM letter_try WHERE address_hash = $1 AND tried_at > now() - interval '1 hour') RETURNING 1`,
      [addressHash, mostAnHour],
    );
    return rows.length > 0;
  }

  /** Spends one try before anything is compared; undefined where none is left or the code is too old. */
  async spendTry(numberHash: Buffer): Promise<TriedCode | undefined> {
    const [rows]: [TriedCode[], number] = await this.dataSource.query(
      `UPDATE letter_code SET tries_left = tries_left - 1
       WHERE number_hash = $1 AND tries_left > 0 AND expires_at > now()
       RETURNING code_hash AS "codeHash", subscriber_ids AS "subscriberIds"`,
      [numberHash],
    );
    return rows[0];
  }

  /** A code is good once; true for exactly one of several at once. When it was ordered is kept, for the period. */
  async useUp(transaction: Transaction, numberHash: Buffer, codeHash: Buffer): Promise<boolean> {
    const [, count]: [unknown[], number] = await transaction.query(
      `UPDATE letter_code SET expires_at = now() WHERE number_hash = $1 AND code_hash = $2 AND expires_at > now()`,
      [numberHash, codeHash],
    );
    return count === 1;
  }

  /** Letters that wait to be printed, oldest first. */
  find(market: MarketId, limit: number): Promise<SealedLetter[]> {
    return this.dataSource.query(
      `SELECT id, market, letter_sealed AS "letterSealed" FROM letter
       WHERE market = $1 AND expires_at > now() ORDER BY written_at, id LIMIT $2`,
      [market, limit],
    );
  }

  async remove(market: MarketId, ids: readonly string[]): Promise<number> {
    const [, count]: [unknown[], number] = await this.dataSource.query(
      `DELETE FROM letter WHERE market = $1 AND id = ANY($2)`,
      [market, ids],
    );
    return count;
  }

  /** Forgets what no rule needs any more. */
  async prune(periodDays: number): Promise<void> {
    await this.dataSource.query(`DELETE FROM letter WHERE expires_at <= now()`);
    await this.dataSource.query(`DELETE FROM letter_try WHERE tried_at <= now() - interval '1 hour'`);
    await this.dataSource.query(
      `DELETE FROM letter_code WHERE expires_at <= now() AND ordered_at <= now() - make_interval(days => $1)`,
      [periodDays],
    );
  }
}
