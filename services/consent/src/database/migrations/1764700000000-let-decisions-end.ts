import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const OLDER = `'page', 'import', 'registry', 'journal'`;
const ORIGINS = `${OLDER}, 'agent', 'text-message', 'ask', 'declaration', 'clock'`;

/** A yes has an end and names its notice by hash; a notice may be declared void. Decisions come from more places than the page. */
export class LetDecisionsEnd1764700000000 implements MigrationInterface {
  readonly name = 'LetDecisionsEnd1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE decision ADD COLUMN expires_at timestamptz, ADD COLUMN notice_sha256 text,
        DROP CONSTRAINT decision_origin_check,
        ADD CONSTRAINT decision_origin_check CHECK (origin IN (${ORIGINS}))`);
    await runner.query(
      `CREATE INDEX decision_ends ON decision (expires_at) WHERE state IN ('given', 'renewed') AND expires_at IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE notice_invalidation (
        sha256 text PRIMARY KEY,
        invalidated_at timestamptz NOT NULL,
        invalidated_by text NOT NULL,
        reason text NOT NULL
      )`);
    await makeAppendOnly(runner, 'notice_invalidation');
  }

  /** The older version knows fewer origins: decisions from others stand as of the registry, which keeps what they decided. */
  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'notice_invalidation');
    await runner.query(`DROP INDEX decision_ends`);
    await runner.query(`GRANT UPDATE ON decision TO CURRENT_USER`);
    await runner.query(
      `ALTER TABLE decision DISABLE TRIGGER decision_keeps_rows, DROP CONSTRAINT decision_origin_check`,
    );
    await runner.query(`UPDATE decision SET origin = 'registry' WHERE origin NOT IN (${OLDER})`);
    await runner.query(`
      ALTER TABLE decision ENABLE TRIGGER decision_keeps_rows, DROP COLUMN expires_at, DROP COLUMN notice_sha256,
        ADD CONSTRAINT decision_origin_check CHECK (origin IN (${OLDER}))`);
    await runner.query(`REVOKE UPDATE ON decision FROM CURRENT_USER`);
  }
}
