import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropAppendOnly, makeAppendOnly } from '../append-only';

const APPEND_ONLY = ['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint'];

/** What an audit log is made of: entries as they happen, the tree over them, and what was signed. */
export class CreateAuditLog1700800000000 implements MigrationInterface {
  readonly name = 'CreateAuditLog1700800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        commitment bytea NOT NULL CHECK (length(commitment) = 32)
      )`);
    // What may have to be forgotten: without the salt nobody can tell what an entry was about.
    await runner.query(`
      CREATE TABLE audit_opening (
        entry_id uuid PRIMARY KEY,
        about text,
        subject uuid,
        salt bytea NOT NULL,
        content jsonb NOT NULL
      )`);
    await runner.query(`CREATE INDEX audit_opening_about ON audit_opening (about) WHERE about IS NOT NULL`);
    await runner.query(`CREATE INDEX audit_opening_subject ON audit_opening (subject) WHERE subject IS NOT NULL`);
    await runner.query(`
      CREATE TABLE audit_pending (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        entry_id uuid NOT NULL UNIQUE,
        since timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE audit_leaf (
        epoch integer NOT NULL,
        index bigint NOT NULL,
        entry_id uuid NOT NULL UNIQUE,
        hash bytea NOT NULL,
        PRIMARY KEY (epoch, index)
      )`);
    await runner.query(`
      CREATE TABLE audit_node (
        epoch integer NOT NULL,
        level smallint NOT NULL CHECK (level > 0),
        index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (epoch, level, index)
      )`);
    await runner.query(`
      CREATE TABLE audit_checkpoint (
        sequence bigint PRIMARY KEY,
        epoch integer NOT NULL,
        size bigint NOT NULL,
        note text NOT NULL,
        sealed_at timestamptz NOT NULL
      )`);
    for (const table of APPEND_ONLY) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY].reverse()) await dropAppendOnly(runner, table);
    await runner.query(`DROP TABLE audit_pending`);
    await runner.query(`DROP TABLE audit_opening`);
  }
}
