import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLogInAndReleases1764000200000 implements MigrationInterface {
  readonly name = 'CreateLogInAndReleases1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE code_send (
        number_hash bytea NOT NULL,
        address_hash bytea NOT NULL,
        sent_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX code_send_number ON code_send (number_hash, sent_at)`);
    await runner.query(`CREATE INDEX code_send_address ON code_send (address_hash, sent_at)`);
    await runner.query(`CREATE INDEX code_send_age ON code_send (sent_at)`);
    await runner.query(`
      CREATE TABLE log_in (
        token_hash bytea PRIMARY KEY,
        number_hash bytea NOT NULL,
        code_hash bytea NOT NULL,
        subscriber_ids uuid[] NOT NULL,
        tries_left smallint NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX log_in_number ON log_in (number_hash)`);
    await runner.query(`
      CREATE TABLE page_session (
        token_hash bytea PRIMARY KEY,
        subscriber_ids uuid[] NOT NULL,
        last_seen_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE release (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        day date NOT NULL,
        product text NOT NULL,
        purpose text NOT NULL,
        withdrawn_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE release_use (
        release_id uuid NOT NULL,
        kind_of_buyer text NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (release_id, kind_of_buyer)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['release_use', 'release', 'page_session', 'log_in', 'code_send'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
