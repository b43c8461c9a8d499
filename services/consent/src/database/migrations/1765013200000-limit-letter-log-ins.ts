import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From where how many codes of letters were tried, as hashes, for an hour. */
export class LimitLetterLogIns1765013200000 implements MigrationInterface {
  readonly name = 'LimitLetterLogIns1765013200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE letter_try (address_hash bytea NOT NULL, tried_at timestamptz NOT NULL)`);
    await runner.query(`CREATE INDEX letter_try_address ON letter_try (address_hash, tried_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE letter_try`);
  }
}
