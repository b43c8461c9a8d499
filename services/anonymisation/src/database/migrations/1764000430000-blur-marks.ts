import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BlurMarks1764000430000 implements MigrationInterface {
  readonly name = 'BlurMarks1764000430000';

  async up(runner: QueryRunner): Promise<void> {
    // No exact count outlives the engine, in backups neither: a size class is enough to plan sessions by.
    await runner.query('ALTER TABLE return_visit_file RENAME COLUMN rows TO rows_at_most');
    await runner.query(
      'UPDATE return_visit_file SET rows_at_most = 2 ^ ceil(log(2, greatest(rows_at_most, 1024)))::integer',
    );
    // How many files the day was cut into: a later version may cut otherwise.
    await runner.query('ALTER TABLE return_visit_file ADD COLUMN shards integer NOT NULL DEFAULT 32');
    await runner.query('ALTER TABLE return_visit_file ALTER COLUMN shards DROP DEFAULT');
    // Of a month: over how many days its release speaks. A public fact.
    await runner.query('ALTER TABLE period_close ADD COLUMN days_counted integer');
  }

  /** The version before takes the upper bound for the number. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE period_close DROP COLUMN days_counted');
    await runner.query('ALTER TABLE return_visit_file DROP COLUMN shards');
    await runner.query('ALTER TABLE return_visit_file RENAME COLUMN rows_at_most TO rows');
  }
}
