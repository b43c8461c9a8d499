import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateZonePlans1700000001000 implements MigrationInterface {
  readonly name = 'CreateZonePlans1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE network_file (
        market text NOT NULL,
        kind text NOT NULL,
        id uuid NOT NULL,
        sha256 text NOT NULL,
        content bytea NOT NULL,
        uploaded_by text NOT NULL,
        uploaded_at timestamptz NOT NULL,
        CONSTRAINT "PK_network_file" PRIMARY KEY (market, kind)
      )`);
    await runner.query(`
      CREATE TABLE zone_plan (
        id uuid NOT NULL CONSTRAINT "PK_zone_plan" PRIMARY KEY,
        market_id text NOT NULL,
        version integer NOT NULL,
        status text NOT NULL,
        market jsonb NOT NULL,
        problems jsonb NOT NULL,
        notes jsonb NOT NULL,
        zones jsonb,
        footprints jsonb,
        cell_counts jsonb NOT NULL,
        proposed_by text NOT NULL,
        proposed_at timestamptz NOT NULL,
        approved_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX zone_plan_version ON zone_plan (market_id, version)`);
    await runner.query(`
      CREATE TABLE zone_plan_approval (
        plan_id uuid NOT NULL,
        staff_id text NOT NULL,
        approved_at timestamptz NOT NULL,
        CONSTRAINT "PK_zone_plan_approval" PRIMARY KEY (plan_id, staff_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE zone_plan_approval`);
    await runner.query(`DROP TABLE zone_plan`);
    await runner.query(`DROP TABLE network_file`);
  }
}
