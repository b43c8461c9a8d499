import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepLeastPeople1764000320000 implements MigrationInterface {
  readonly name = 'KeepLeastPeople1764000320000';

  /** Sums of released figures are published from it on, as the figures are; releases of before were made with 20. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE release ADD COLUMN least_people integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE release DROP COLUMN least_people');
  }
}
