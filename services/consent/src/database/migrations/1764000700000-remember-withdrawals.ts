import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A withdrawn release has a row of its own: a withdrawal may come before the release, or without it. */
export class RememberWithdrawals1764000700000 implements MigrationInterface {
  readonly name = 'RememberWithdrawals1764000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE release_withdrawal (
        release_id uuid PRIMARY KEY,
        withdrawn_at timestamptz NOT NULL
      )`);
    await runner.query(`
      INSERT INTO release_withdrawal SELECT id, withdrawn_at FROM release WHERE withdrawn_at IS NOT NULL`);
    await runner.query(`ALTER TABLE release DROP COLUMN withdrawn_at`);
  }

  /** The older version knows no withdrawal without its release, and waits for the release where it is told one. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE release ADD COLUMN withdrawn_at timestamptz`);
    await runner.query(`
      UPDATE release SET withdrawn_at = noted.withdrawn_at FROM release_withdrawal noted WHERE release_id = id`);
    await runner.query(`DROP TABLE release_withdrawal`);
  }
}
