import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters to print (with a code, or an invitation), sealed until the operator fetched them, and when each line was asked. */
export class AskPeople1764700400000 implements MigrationInterface {
  readonly name = 'AskPeople1764700400000';

  async up(runner: QueryRunner): Promise<void> {
    // As of log_in: the same row, and the same work, whether or not the number is ours.
    await runner.query(`
      CREATE TABLE letter_code (
        number_hash bytea PRIMARY KEY,
        code_hash bytea NOT NULL,
        subscriber_ids uuid[] NOT NULL,
        tries_left smallint NOT NULL,
        ordered_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE letter (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        letter_sealed bytea NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX letter_of_market ON letter (market, written_at)`);
    await runner.query(`
      CREATE TABLE invitation (
        subscriber_id uuid PRIMARY KEY,
        channel text NOT NULL CHECK (channel IN ('sign-up', 'text-message', 'letter')),
        asked_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['invitation', 'letter', 'letter_code']) await runner.query(`DROP TABLE ${table}`);
  }
}
