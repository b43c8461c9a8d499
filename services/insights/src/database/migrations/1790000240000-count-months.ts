import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Figures sold a contract and month, and questions a minute. What was sold before is counted into the local months of the
 * contract's market.
 */
export class CountMonths1790000240000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE contract_month (
      contract_id uuid NOT NULL, month text NOT NULL, published bigint NOT NULL, cost_minor_units bigint NOT NULL,
      PRIMARY KEY (contract_id, month))`);
    await queryRunner.query(`INSERT INTO contract_month
      SELECT event.contract_id, to_char(answered_at AT TIME ZONE coalesce(plan.time_zone, 'UTC'), 'YYYY-MM'),
        sum(published), sum(cost_minor_units)
      FROM usage_event AS event LEFT JOIN contract_version AS version ON version.id = event.contract_version_id
        LEFT JOIN LATERAL (SELECT time_zone FROM zone_plan WHERE market_id = version.terms->>'market'
          ORDER BY zone_plan.version DESC LIMIT 1) AS plan ON true
      GROUP BY 1, 2`);
    await queryRunner.query(`CREATE TABLE contract_minute (
      contract_id uuid PRIMARY KEY, minute timestamptz NOT NULL, questions integer NOT NULL)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE contract_minute');
    await queryRunner.query('DROP TABLE contract_month');
  }
}
