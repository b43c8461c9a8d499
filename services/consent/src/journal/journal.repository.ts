import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface BacklogRow {
  readonly submissionId: string;
  readonly lineSealed: string;
}

/** Withdrawals that were accepted while the journal could not be written, sealed as in the journal. */
@Injectable()
export class JournalRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(transaction: Transaction, rows: readonly BacklogRow[]): Promise<void> {
    await transaction.query(
      `INSERT INTO journal_backlog (submission_id, line_sealed) SELECT * FROM unnest($1::uuid[], $2::text[])
       ON CONFLICT DO NOTHING`,
      [rows.map(({ submissionId }) => submissionId), rows.map(({ lineSealed }) => lineSealed)],
    );
  }

  find(limit: number): Promise<BacklogRow[]> {
    return this.dataSource.query(
      `SELECT submission_id AS "submissionId", line_sealed AS "lineSealed" FROM journal_backlog LIMIT $1`,
      [limit],
    );
  }

  async remove(submissionIds: readonly string[]): Promise<void> {
    await this.dataSource.query(`DELETE FROM journal_backlog WHERE submission_id = ANY($1)`, [submissionIds]);
  }
}
