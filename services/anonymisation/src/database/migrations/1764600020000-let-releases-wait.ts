import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Releases that were made while their purpose or product was stopped: announced once it no longer is. */
export class LetReleasesWait1764600020000 implements MigrationInterface {
  readonly name = 'LetReleasesWait1764600020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE release_waiting (
      release_id uuid CONSTRAINT release_waiting_pk PRIMARY KEY, waiting_since timestamptz NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE release_waiting');
  }
}
