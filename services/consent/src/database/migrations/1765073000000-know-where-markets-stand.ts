import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where markets stand, for the public page. */
export class KnowWhereMarketsStand1765073000000 implements MigrationInterface {
  readonly name = 'KnowWhereMarketsStand1765073000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE market_standing (
        market text PRIMARY KEY,
        number integer NOT NULL,
        state text NOT NULL CHECK (state IN ('preparation', 'pilot', 'live')),
        is_simulated boolean NOT NULL,
        approved_until timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE market_standing`);
  }
}
