import { Injectable } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { Taken } from './import-file';

export type ImportKind = 'subscribers' | 'decisions';

/** A file of the network, and how far it was taken. */
export interface KnownImport {
  readonly id: string;
  readonly market: MarketId;
  readonly kind: ImportKind;
  readonly begunAt: Date;
  /** Lines that were taken, refused ones and the header included. */
  readonly linesDone: number;
  /** Tells whether a file that is sent again is the same up to there: keyed, so that it tells nothing else. */
  readonly mark: Buffer | null;
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly progressedAt: Date;
  readonly finishedAt: Date | null;
}

type TakenUpTo = { readonly linesDone: number; readonly mark: Buffer; readonly at: Date };

export interface QuarantinedRow {
  readonly line: number;
  readonly reason: string;
}

const COLUMNS = `id, market, kind, begun_at AS "begunAt", lines_done AS "linesDone", mark, imported, unchanged, rejected,
  progressed_at AS "progressedAt", finished_at AS "finishedAt"`;

@Injectable()
export class ImportsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Begins an import, or finds the one that has this id. */
  async begin(begun: Pick<KnownImport, 'id' | 'market' | 'kind' | 'begunAt'>): Promise<KnownImport> {
    await this.transactions.current.query(
      `INSERT INTO registry_import (id, market, kind, begun_at, progressed_at) VALUES ($1, $2, $3, $4, $4) ON CONFLICT DO NOTHING`,
      [begun.id, begun.market, begun.kind, begun.begunAt],
    );
    return (await this.find(begun.id))!;
  }

  async find(id: string): Promise<KnownImport | undefined> {
    const rows: KnownImport[] = await this.transactions.current.query(
      `SELECT ${COLUMNS} FROM registry_import WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Newest first. */
  findNewest(market: MarketId, limit: number): Promise<KnownImport[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM registry_import WHERE market = $1 ORDER BY begun_at DESC LIMIT $2`,
      [market, limit],
    );
  }

  /** Rows that were not taken, by line after `after`. */
  findQuarantined(id: string, after: number, limit: number): Promise<QuarantinedRow[]> {
    return this.transactions.current.query(
      `SELECT line, reason FROM registry_quarantine WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3`,
      [id, after, limit],
    );
  }

  /** Locks an import; `linesDone`: how far it is now. */
  async hold(transaction: Transaction, id: string): Promise<number> {
    const rows: { linesDone: number }[] = await transaction.query(
      `SELECT lines_done AS "linesDone" FROM registry_import WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0]!.linesDone;
  }

  async noteTaken(transaction: Transaction, id: string, taken: Taken & TakenUpTo): Promise<void> {
    const { linesDone, mark, imported, unchanged, problems, at } = taken;
    await transaction.query(
      `INSERT INTO registry_quarantine SELECT $1, * FROM unnest($2::integer[], $3::text[]) ON CONFLICT DO NOTHING`,
      [id, problems.map(({ line }) => line), problems.map(({ reason }) => reason)],
    );
    await transaction.query(
      `UPDATE registry_import SET lines_done = $2, mark = $3, imported = imported + $4, unchanged = unchanged + $5,
         rejected = rejected + $6, progressed_at = $7 WHERE id = $1`,
      [id, linesDone, mark, imported, unchanged, problems.length, at],
    );
  }

  async finish(id: string, at: Date): Promise<void> {
    await this.transactions.current.query(
      `UPDATE registry_import SET finished_at = $2, progressed_at = $2 WHERE id = $1 AND finished_at IS NULL`,
      [id, at],
    );
  }

  async prune(before: Date): Promise<void> {
    await this.transactions.current.query(`DELETE FROM registry_import WHERE progressed_at < $1`, [before]);
  }
}
