import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A release is of a day or (frequency) of a month. */
export class LetReleasesBeOfMonths1764000500000 implements MigrationInterface {
  readonly name = 'LetReleasesBeOfMonths1764000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE release RENAME COLUMN day TO period`);
    await runner.query(`ALTER TABLE release ALTER COLUMN period TYPE text USING period::text`);
  }

  /** The older version knows no month: its releases stand under the first day of it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE release ALTER COLUMN period TYPE date
      USING (CASE WHEN length(period) = 7 THEN period || '-01' ELSE period END)::date`);
    await runner.query(`ALTER TABLE release RENAME COLUMN period TO day`);
  }
}
