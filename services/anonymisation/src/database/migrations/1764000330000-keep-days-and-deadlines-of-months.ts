import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepDaysAndDeadlinesOfMonths1764000330000 implements MigrationInterface {
  readonly name = 'KeepDaysAndDeadlinesOfMonths1764000330000';

  /** Of a month's release: on how many days it was counted. Of a panel: when its month dies, as consent has it. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE release ADD COLUMN days_counted integer');
    await runner.query('ALTER TABLE panel ADD COLUMN month_destroy_by timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE panel DROP COLUMN month_destroy_by');
    await runner.query('ALTER TABLE release DROP COLUMN days_counted');
  }
}
