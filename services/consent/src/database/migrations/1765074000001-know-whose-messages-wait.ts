import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose lines waiting messages and codes that were asked for are of, so that access shows them and erasure deletes them. Rows from before say
 * nobody's: they are gone within a day, letters within 14.
 */
export class KnowWhoseMessagesWait1765074000001 implements MigrationInterface {
  readonly name = 'KnowWhoseMessagesWait1765074000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['text_message', 'letter', 'code_send'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN subscriber_ids uuid[] NOT NULL DEFAULT '{}'`);
    for (const table of ['text_message', 'letter'])
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN about text CHECK (about IN ('code', 'invitation', 'withdrawal'))`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['text_message', 'letter', 'code_send'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN subscriber_ids`);
    for (const table of ['text_message', 'letter']) await runner.query(`ALTER TABLE ${table} DROP COLUMN about`);
  }
}
