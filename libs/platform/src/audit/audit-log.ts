import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { commit, SALT_BYTES } from '@passant/proofs';
import type { EntityManager } from 'typeorm';
import { AUDIT_SETTINGS, type AuditSettings } from './audit-settings';

/** Something that an auditor must be able to find again. */
export interface NewAuditEntry {
  /** e.g. `decision`, `staff-act`. Stands in the open: nothing personal. */
  readonly kind: string;
  readonly at: Date;
  /** What happened, as JSON. Committed to under a random salt, so that it can be forgotten without breaking the tree. */
  readonly content: object;
  /** By which the entry is found again, e.g. the id of what was decided; the newest of several counts. */
  readonly about?: string;
  /** The person it is about (a UUID), whose erasure deletes content and salt. */
  readonly subject?: string;
}

const ENTRIES_A_STATEMENT = 5000;

/**
 * Where services note what an auditor must find again, in the transaction of what happened. The hot path commits and inserts, no more:
 * the tree is built afterwards by {@link AuditSealer}.
 */
@Injectable()
export class AuditLog {
  constructor(@Inject(AUDIT_SETTINGS) private readonly settings: AuditSettings) {}

  get origin(): string {
    return this.settings.origin;
  }

  async append(manager: EntityManager, entries: readonly NewAuditEntry[]): Promise<void> {
    for (let from = 0; from < entries.length; from += ENTRIES_A_STATEMENT)
      await this.insert(manager, toRows(entries.slice(from, from + ENTRIES_A_STATEMENT)));
  }

  /** Forgets what entries about these people say. Their commitments, and with them the tree, stay. */
  async forget(manager: EntityManager, subjects: readonly string[]): Promise<void> {
    await manager.query(`DELETE FROM audit_opening WHERE subject = ANY($1)`, [subjects]);
  }

  private async insert(manager: EntityManager, rows: readonly Row[]): Promise<void> {
    await manager.query(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::bytea[], $5::text[], $6::uuid[], $7::bytea[], $8::jsonb[])
           WITH ORDINALITY AS given (id, kind, at, commitment, about, subject, salt, content, position)
       ), opened AS (
         INSERT INTO audit_opening (entry_id, about, subject, salt, content)
         SELECT id, about, subject, salt, content FROM given
       ), waiting AS (
         INSERT INTO audit_pending (entry_id) SELECT id FROM given ORDER BY position
       )
       INSERT INTO audit_entry (id, kind, at, commitment) SELECT id, kind, at, commitment FROM given`,
      [
        rows.map(({ id }) => id),
        rows.map(({ kind }) => kind),
        rows.map(({ at }) => at),
        rows.map(({ commitment }) => commitment),
        rows.map(({ about }) => about ?? null),
        rows.map(({ subject }) => subject ?? null),
        rows.map(({ salt }) => salt),
        rows.map(({ content }) => JSON.stringify(content)),
      ],
    );
  }
}

type Row = NewAuditEntry & { readonly id: string; readonly salt: Buffer; readonly commitment: Buffer };

/** Salts are drawn at once: a draw each costs more than all else of a row. */
function toRows(entries: readonly NewAuditEntry[]): Row[] {
  const salts = randomBytes(entries.length * SALT_BYTES);
  return entries.map((entry, index) => {
    const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
    return { ...entry, id: randomUUID(), salt, commitment: Buffer.from(commit(salt, entry.content), 'hex') };
  });
}
