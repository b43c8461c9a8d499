import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import { type EarlierSends, SENDS_KEPT_MS } from './domain/limit-sends';

export interface NewLogIn {
  readonly tokenHash: Buffer;
  readonly numberHash: Buffer;
  readonly codeHash: Buffer;
  readonly subscriberIds: readonly string[];
  readonly tries: number;
  readonly lifeSeconds: number;
}

export interface TriedLogIn {
  readonly codeHash: Buffer;
  readonly subscriberIds: readonly string[];
}

/** So much earlier than after its idle time may a session end: nobody can tell. */
const NOTED_EVERY_SECONDS = 5;

/** Codes, sends and sessions. All times are the database's wall time; all secrets are hashes. */
@Injectable()
export class LogInRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Earlier sends, with the number and the address held until the end of the transaction: limits are exact. */
  async findSends(transaction: Transaction, numberHash: Buffer, addressHash: Buffer): Promise<EarlierSends> {
    for (const hash of [numberHash, addressHash].sort(Buffer.compare))
      await transaction.query(`SELECT pg_advisory_xact_lock($1::bigint)`, [hash.readBigInt64BE(0).toString()]);
    const rows: { ageMs: number; toNumber: boolean; fromAddress: boolean }[] = await transaction.query(
      `SELECT (extract(epoch FROM now() - sent_at) * 1000)::float8 AS "ageMs",
              number_hash = $1 AS "toNumber", address_hash = $2 AS "fromAddress"
       FROM code_send WHERE (number_hash = $1 OR address_hash = $2) AND sent_at > now() - make_interval(secs => $3)`,
      [numberHash, addressHash, SENDS_KEPT_MS / 1000],
    );
    const ages = (which: 'toNumber' | 'fromAddress'): number[] =>
      rows.filter((row) => row[which]).map(({ ageMs }) => ageMs);
    return { toNumber: ages('toNumber'), fromAddress: ages('fromAddress') };
  }

  async noteSend(
    transaction: Transaction,
    sent: { numberHash: Buffer; addressHash: Buffer; subscriberIds: readonly string[] },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO code_send (number_hash, address_hash, sent_at, subscriber_ids) VALUES ($1, $2, clock_timestamp(), $3)`,
      [sent.numberHash, sent.addressHash, sent.subscriberIds],
    );
  }

  /** A new code; any earlier one of the number is void. */
  async begin(transaction: Transaction, logIn: NewLogIn): Promise<void> {
    await transaction.query(`DELETE FROM log_in WHERE number_hash = $1`, [logIn.numberHash]);
    await transaction.query(
      `INSERT INTO log_in (token_hash, number_hash, code_hash, subscriber_ids, tries_left, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [logIn.tokenHash, logIn.numberHash, logIn.codeHash, logIn.subscriberIds, logIn.tries, logIn.lifeSeconds],
    );
  }

  /** Spends one try before anything is compared; undefined where none is left or the code is too old. */
  async spendTry(tokenHash: Buffer): Promise<TriedLogIn | undefined> {
    const [rows]: [TriedLogIn[], number] = await this.dataSource.query(
      `UPDATE log_in SET tries_left = tries_left - 1 WHERE token_hash = $1 AND tries_left > 0 AND expires_at > now()
       RETURNING code_hash AS "codeHash", subscriber_ids AS "subscriberIds"`,
      [tokenHash],
    );
    return rows[0];
  }

  /** Ends a log-in; true for exactly one of several at once. */
  async end(transaction: Transaction, tokenHash: Buffer): Promise<boolean> {
    const [, count]: [unknown[], number] = await transaction.query(`DELETE FROM log_in WHERE token_hash = $1`, [
      tokenHash,
    ]);
    return count === 1;
  }

  async openSession(transaction: Transaction, tokenHash: Buffer, subscriberIds: readonly string[]): Promise<void> {
    await transaction.query(`INSERT INTO page_session VALUES ($1, $2, now())`, [tokenHash, subscriberIds]);
  }

  /**
   * The lines of a session seen within `idleSeconds`; seeing it counts, and is noted where the last note is some seconds old: a page of
   * several requests is one wait for the disk, not one each.
   */
  async touchSession(tokenHash: Buffer, idleSeconds: number): Promise<readonly string[] | undefined> {
    const rows: { subscriberIds: string[] }[] = await this.dataSource.query(
      `WITH seen AS (
         UPDATE page_session SET last_seen_at = now() WHERE token_hash = $1
           AND last_seen_at > now() - make_interval(secs => $2) AND last_seen_at < now() - make_interval(secs => $3)
       )
       SELECT subscriber_ids AS "subscriberIds" FROM page_session
       WHERE token_hash = $1 AND last_seen_at > now() - make_interval(secs => $2)`,
      [tokenHash, idleSeconds, NOTED_EVERY_SECONDS],
    );
    return rows[0]?.subscriberIds;
  }

  /** Ends this session, and every other of the same lines. */
  async closeSessions(tokenHash: Buffer): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM page_session WHERE subscriber_ids && (SELECT subscriber_ids FROM page_session WHERE token_hash = $1)`,
      [tokenHash],
    );
  }

  /** Forgets what no rule needs any more. */
  async prune(idleSeconds: number): Promise<void> {
    await this.dataSource.query(`DELETE FROM log_in WHERE expires_at < now()`);
    await this.dataSource.query(`DELETE FROM code_send WHERE sent_at < now() - make_interval(secs => $1)`, [
      SENDS_KEPT_MS / 1000,
    ]);
    await this.dataSource.query(`DELETE FROM page_session WHERE last_seen_at < now() - make_interval(secs => $1)`, [
      idleSeconds,
    ]);
  }
}
