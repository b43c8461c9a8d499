import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Releases from method 6 on tell what of a factor's variance is mixing; of those before, errors of hours and days go on adding linearly, and of
 * hours of all zones as much of them is left as before.
 */
export class TellMixing1790680000000 implements MigrationInterface {
  readonly name = 'TellMixing1790680000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE release_row ADD factor_mixings double precision[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE release_row DROP COLUMN factor_mixings');
  }
}
