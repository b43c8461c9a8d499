import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';

/** A column that says whose row it is. */
interface OwnerColumn {
  readonly table: string;
  readonly column: string;
  readonly isArray: boolean;
  readonly mayDelete: boolean;
}

export interface HeldRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The registry's own table: its id is the line's. */
const REGISTRY = 'subscriber';

/**
 * All that this database holds of lines, whatever feature put it there: every table with a column that names lines (`subscriber_id`,
 * `subscriber_ids`, `subject`) is found in the catalogue, so that a new one cannot be forgotten.
 */
@Injectable()
export class RightsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Rows by table, without bytes: these are hashes or sealed, and say nothing to a reader. */
  async findAll(subscriberIds: readonly string[]): Promise<HeldRows[]> {
    const held: HeldRows[] = [];
    for (const { table, column, isArray } of await this.findOwners()) {
      const owned = isArray ? `${column} && $1::uuid[]` : `${column} = ANY($1::uuid[])`;
      const rows: { row: Record<string, unknown> }[] = await this.transactions.current.query(
        `SELECT to_jsonb(held) - $2::text[] AS row FROM ${table} AS held WHERE ${owned}`,
        [subscriberIds, await this.findByteColumns(table)],
      );
      if (rows.length > 0) held.push({ table: unquote(table), rows: rows.map(({ row }) => row) });
    }
    return held;
  }

  async isErased(subscriberIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.transactions.current.query(
      `SELECT subscriber_id AS id FROM erased_line WHERE subscriber_id = ANY($1)`,
      [subscriberIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Deletes every row of these lines but those of `kept` tables and of tables that this role may not delete from.
   *
   * @returns the tables that still hold something
   */
  async erase(transaction: Transaction, subscriberIds: readonly string[], kept: readonly string[]): Promise<string[]> {
    const remaining: string[] = [];
    for (const { table, column, isArray, mayDelete } of await this.findOwners()) {
      const owned = isArray ? `${column} && $1::uuid[]` : `${column} = ANY($1::uuid[])`;
      if (mayDelete && !kept.includes(unquote(table))) {
        await transaction.query(`DELETE FROM ${table} WHERE ${owned}`, [subscriberIds]);
        continue;
      }
      const rows: unknown[] = await transaction.query(`SELECT FROM ${table} WHERE ${owned} LIMIT 1`, [subscriberIds]);
      if (rows.length > 0) remaining.push(unquote(table));
    }
    return remaining;
  }

  async markErased(transaction: Transaction, subscriberIds: readonly string[], at: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO erased_line SELECT id, $2 FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [subscriberIds, at],
    );
  }

  /** Names as they may stand in SQL: the catalogue quotes them. */
  private findOwners(): Promise<OwnerColumn[]> {
    return this.transactions.current.query(
      `SELECT format('%I', table_name) AS table, format('%I', column_name) AS column, data_type = 'ARRAY' AS "isArray",
              has_table_privilege(format('%I', table_name), 'DELETE') AS "mayDelete"
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'erased_line'
         AND (column_name IN ('subscriber_id', 'subscriber_ids', 'subject') OR (table_name = $1 AND column_name = 'id'))
         AND (data_type = 'uuid' OR data_type = 'ARRAY')
       ORDER BY table_name`,
      [REGISTRY],
    );
  }

  private async findByteColumns(table: string): Promise<string[]> {
    const rows: { name: string }[] = await this.transactions.current.query(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND data_type = 'bytea'`,
      [unquote(table)],
    );
    return rows.map(({ name }) => name);
  }
}

const unquote = (name: string): string => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name);
