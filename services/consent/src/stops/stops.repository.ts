import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import type { StopRecord } from './domain/decide-stop';

const COLUMNS = `id, number::float8 AS number, market, purpose, product, reason, begun_by AS "begunBy", begun_as AS "begunAs",
  begun_at AS "begunAt", since, until, confirmed_by AS "confirmedBy", confirmed_at AS "confirmedAt",
  end_proposed_by AS "endProposedBy", end_proposed_as AS "endProposedAs", end_reason AS "endReason", ended_by AS "endedBy",
  ended_at AS "endedAt"`;

@Injectable()
export class StopsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** One change of stops at a time, so that numbers grow without a race. */
  async lockAll(transaction: Transaction): Promise<void> {
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('processing_stop', 0))`);
  }

  async findHighestNumber(): Promise<number> {
    const rows: { number: number }[] = await this.transactions.current.query(
      'SELECT coalesce(max(number), 0)::float8 AS number FROM processing_stop',
    );
    return rows[0]!.number;
  }

  /** Newest first. */
  findAll(): Promise<StopRecord[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM processing_stop ORDER BY begun_at DESC, number DESC`,
    );
  }

  async find(id: string): Promise<StopRecord | undefined> {
    const rows: StopRecord[] = await this.transactions.current.query(
      `SELECT ${COLUMNS} FROM processing_stop WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** As it is from now on. */
  async save(transaction: Transaction, stop: StopRecord): Promise<void> {
    await transaction.query(
      `INSERT INTO processing_stop (id, number, market, purpose, product, reason, begun_by, begun_as, begun_at, since, until,
         confirmed_by, confirmed_at, end_proposed_by, end_proposed_as, end_reason, ended_by, ended_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       ON CONFLICT (id) DO UPDATE SET number = excluded.number, since = excluded.since, until = excluded.until,
         confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at,
         end_proposed_by = excluded.end_proposed_by, end_proposed_as = excluded.end_proposed_as,
         end_reason = excluded.end_reason, ended_by = excluded.ended_by, ended_at = excluded.ended_at`,
      [
        ...[stop.id, stop.number, stop.market, stop.purpose, stop.product, stop.reason, stop.begunBy, stop.begunAs],
        ...[stop.begunAt, stop.since, stop.until, stop.confirmedBy, stop.confirmedAt, stop.endProposedBy],
        ...[stop.endProposedAs, stop.endReason, stop.endedBy, stop.endedAt],
      ],
    );
  }
}
