import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines that were erased: their contract may still run, and the operator's next file must not bring them back. */
export class ForgetLines1764800200000 implements MigrationInterface {
  readonly name = 'ForgetLines1764800200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE erased_line (subscriber_id uuid PRIMARY KEY, erased_at timestamptz NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE erased_line`);
  }
}
