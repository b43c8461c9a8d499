import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface StoredComplaint {
  readonly id: string;
  readonly reference: string;
  readonly sealed: Buffer;
  readonly receivedAt: Date;
  readonly closedAt: Date | null;
}

const COLUMNS = `id, reference, sealed, received_at AS "receivedAt", closed_at AS "closedAt"`;

@Injectable()
export class ComplaintsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** How many came from an address within the hour, with the address held until the end of the transaction. */
  async countFrom(transaction: Transaction, addressHash: Buffer): Promise<number> {
    await transaction.query(`SELECT pg_advisory_xact_lock($1::bigint)`, [addressHash.readBigInt64BE(0).toString()]);
    await transaction.query(`DELETE FROM complaint_send WHERE sent_at < now() - interval '1 hour'`);
    const rows: { count: number }[] = await transaction.query(
      `SELECT count(*)::int FROM complaint_send WHERE address_hash = $1`,
      [addressHash],
    );
    return rows[0]!.count;
  }

  async add(
    transaction: Transaction,
    complaint: Omit<StoredComplaint, 'closedAt'>,
    addressHash: Buffer,
  ): Promise<void> {
    await transaction.query(`INSERT INTO complaint_send VALUES ($1, now())`, [addressHash]);
    await transaction.query(`INSERT INTO complaint (id, reference, sealed, received_at) VALUES ($1, $2, $3, $4)`, [
      complaint.id,
      complaint.reference,
      complaint.sealed,
      complaint.receivedAt,
    ]);
  }

  /** Oldest first. */
  find(openOnly: boolean, limit: number): Promise<StoredComplaint[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM complaint WHERE NOT $1 OR closed_at IS NULL ORDER BY received_at, id LIMIT $2`,
      [openOnly, limit],
    );
  }

  /** The first closing stands. @returns undefined where there is no such complaint */
  async close(transaction: Transaction, id: string, closedAt: Date): Promise<StoredComplaint | undefined> {
    await transaction.query(`UPDATE complaint SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL`, [id, closedAt]);
    const rows: StoredComplaint[] = await transaction.query(`SELECT ${COLUMNS} FROM complaint WHERE id = $1`, [id]);
    return rows[0];
  }

  countByMonth(since: string): Promise<{ month: string; count: number }[]> {
    return this.dataSource.query(
      `SELECT to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*)::int AS count
       FROM complaint WHERE received_at >= ($1 || '-01')::timestamp AT TIME ZONE 'UTC' GROUP BY 1`,
      [since],
    );
  }

  async removeBefore(receivedAt: Date): Promise<void> {
    await this.dataSource.query(`DELETE FROM complaint WHERE received_at < $1`, [receivedAt]);
  }
}
