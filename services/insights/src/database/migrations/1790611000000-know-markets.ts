import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where markets stand. All that are known begin in preparation: whoever sold before takes the steps to go on. */
export class KnowMarkets1790611000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE zone_plan ADD country text');
    await queryRunner.query(`
      CREATE TABLE market_launch (market text PRIMARY KEY, state text NOT NULL, is_simulated boolean NOT NULL,
        approved_until timestamptz, steps integer NOT NULL)`);
    await queryRunner.query(`
      CREATE TABLE method_approval (id uuid PRIMARY KEY, market text NOT NULL, document_sha256 text NOT NULL, body text NOT NULL,
        approved_on date NOT NULL, expires_on date NOT NULL, until timestamptz NOT NULL)`);
    await queryRunner.query(`
      CREATE TABLE market_step (market text, number integer, step text NOT NULL, state text NOT NULL, staff_id text NOT NULL,
        reason text, approval_id uuid, taken_at timestamptz NOT NULL, PRIMARY KEY (market, number))`);
    await makeAppendOnly(queryRunner, 'method_approval');
    await makeAppendOnly(queryRunner, 'market_step');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAppendOnly(queryRunner, 'market_step');
    await dropAppendOnly(queryRunner, 'method_approval');
    await queryRunner.query('DROP TABLE market_launch');
    await queryRunner.query('ALTER TABLE zone_plan DROP country');
  }
}
