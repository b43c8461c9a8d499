import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One confirmation may stop several lines: the backlog keeps each of them, not only the first. */
export class KeepEveryLineOfTheBacklog1764700200000 implements MigrationInterface {
  readonly name = 'KeepEveryLineOfTheBacklog1764700200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE journal_backlog DROP CONSTRAINT journal_backlog_pkey,
        ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(), DROP COLUMN submission_id`);
  }

  /** The older version keeps one line a confirmation: each gets a name of its own. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE journal_backlog RENAME TO backlog_of_lines`);
    await runner.query(`ALTER TABLE backlog_of_lines RENAME CONSTRAINT journal_backlog_pkey TO backlog_of_lines_pkey`);
    await runner.query(`CREATE TABLE journal_backlog (submission_id uuid PRIMARY KEY, line_sealed text NOT NULL)`);
    await runner.query(`INSERT INTO journal_backlog SELECT id, line_sealed FROM backlog_of_lines`);
    await runner.query(`DROP TABLE backlog_of_lines`);
  }
}
