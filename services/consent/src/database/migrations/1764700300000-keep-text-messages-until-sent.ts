import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Text messages that wait for the gateway, sealed; a row goes once its message was taken or is too old to help anybody. */
export class KeepTextMessagesUntilSent1764700300000 implements MigrationInterface {
  readonly name = 'KeepTextMessagesUntilSent1764700300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE text_message (
        id uuid PRIMARY KEY,
        message_sealed bytea NOT NULL,
        is_sent_to_nobody boolean NOT NULL,
        due_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0
      )`);
    await runner.query(`CREATE INDEX text_message_due ON text_message (due_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE text_message`);
  }
}
