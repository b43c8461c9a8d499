import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepLocationErrorOfPlans1764615000000 implements MigrationInterface {
  readonly name = 'KeepLocationErrorOfPlans1764615000000';

  /** It stands beside the figures over the plan; null where nobody measured it, as in plans of before. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE zone_plan ADD COLUMN location_error jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE zone_plan DROP COLUMN location_error');
  }
}
