import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Months are closed as days are: one row a market and period (`YYYY-MM-DD` or `YYYY-MM`), through the same states. Stop lists
 * likewise. Processes of the version before find no table of the old name and wait: nothing is measured twice by mistake.
 */
export class ClosePeriods1764000400000 implements MigrationInterface {
  readonly name = 'ClosePeriods1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE day_close RENAME TO period_close');
    await runner.query('ALTER TABLE period_close RENAME CONSTRAINT day_close_pk TO period_close_pk');
    await runner.query('ALTER TABLE period_close RENAME CONSTRAINT day_close_state TO period_close_state');
    await runner.query('ALTER INDEX day_close_due RENAME TO period_close_due');
    for (const table of ['period_close', 'stop_list']) {
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN day TO period`);
      await runner.query(
        `ALTER TABLE ${table} ALTER COLUMN period TYPE text COLLATE "C" USING to_char(period, 'YYYY-MM-DD')`,
      );
    }
  }

  /** Months have no place in the old tables. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['stop_list', 'period_close']) {
      await runner.query(`DELETE FROM ${table} WHERE length(period) = 7`);
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN period TYPE date USING period::date`);
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN period TO day`);
    }
    await runner.query('ALTER INDEX period_close_due RENAME TO day_close_due');
    await runner.query('ALTER TABLE period_close RENAME CONSTRAINT period_close_state TO day_close_state');
    await runner.query('ALTER TABLE period_close RENAME CONSTRAINT period_close_pk TO day_close_pk');
    await runner.query('ALTER TABLE period_close RENAME TO day_close');
  }
}
