import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDays1700000002000 implements MigrationInterface {
  readonly name = 'CreateDays1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_day (
        market text NOT NULL,
        day text NOT NULL,
        state text NOT NULL DEFAULT 'OPEN',
        plan_id uuid,
        shards integer,
        panel_id uuid,
        panel jsonb,
        panel_requested_at timestamptz,
        destroy_by timestamptz,
        stop_list_number integer NOT NULL DEFAULT 0,
        stop_list jsonb,
        acknowledged_number integer NOT NULL DEFAULT 0,
        completed_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT "PK_intake_day" PRIMARY KEY (market, day)
      )`);
    await runner.query(`
      CREATE INDEX intake_day_deadline ON intake_day (destroy_by) WHERE state IN ('OPEN', 'COMPLETED')`);
    await runner.query(`
      CREATE TABLE day_hold (
        batch_id uuid NOT NULL,
        day text NOT NULL,
        market text NOT NULL,
        waiting boolean NOT NULL DEFAULT false,
        stop_list_number integer,
        CONSTRAINT "PK_day_hold" PRIMARY KEY (batch_id, day)
      )`);
    await runner.query(`CREATE INDEX day_hold_day ON day_hold (market, day)`);
    await runner.query(`
      CREATE TABLE segment (
        id uuid NOT NULL CONSTRAINT "PK_segment" PRIMARY KEY,
        batch_id uuid NOT NULL,
        market text NOT NULL,
        day text NOT NULL,
        data_kind text NOT NULL,
        shard integer NOT NULL,
        shards integer NOT NULL,
        rows bigint NOT NULL,
        file jsonb NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX segment_once ON segment (batch_id, day, data_kind, shard)`);
    await runner.query(`CREATE INDEX segment_day ON segment (market, day)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE segment`);
    await runner.query(`DROP TABLE day_hold`);
    await runner.query(`DROP TABLE intake_day`);
  }
}
