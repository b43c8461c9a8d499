import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';

export interface BacklogRow {
  readonly id: string;
  readonly lineSealed: string;
}

/** Withdrawals that were accepted while the journal could not be written, sealed as in the journal. */
@Injectable()
export class JournalRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(transaction: Transaction, linesSealed: readonly string[]): Promise<void> {
    await transaction.query(`INSERT INTO journal_backlog (line_sealed) SELECT * FROM unnest($1::text[])`, [
      linesSealed,
    ]);
  }

  find(limit: number): Promise<BacklogRow[]> {
    return this.transactions.current.query(`SELECT id, line_sealed AS "lineSealed" FROM journal_backlog LIMIT $1`, [
      limit,
    ]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.transactions.current.query(`DELETE FROM journal_backlog WHERE id = ANY($1)`, [ids]);
  }
}
