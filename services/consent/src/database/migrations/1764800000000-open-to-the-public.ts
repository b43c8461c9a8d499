import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the public page tells: zones of the approved plan, and how many contracts are active. */
export class OpenToThePublic1764800000000 implements MigrationInterface {
  readonly name = 'OpenToThePublic1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE market ADD COLUMN zones jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`
      CREATE TABLE contract_count (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        number bigint NOT NULL,
        schedule jsonb NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE contract_count`);
    await runner.query(`ALTER TABLE market DROP COLUMN zones`);
  }
}
