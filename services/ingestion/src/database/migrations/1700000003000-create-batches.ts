import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBatches1700000003000 implements MigrationInterface {
  readonly name = 'CreateBatches1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE batch (
        id uuid NOT NULL CONSTRAINT "PK_batch" PRIMARY KEY,
        market text NOT NULL,
        plan_id uuid NOT NULL,
        name text NOT NULL,
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        compression text NOT NULL,
        upload jsonb,
        state text NOT NULL,
        stage text,
        bytes_read bigint NOT NULL DEFAULT 0,
        rows_read bigint NOT NULL DEFAULT 0,
        failure_code text,
        failure_message text,
        attempts integer NOT NULL DEFAULT 0,
        lease_token uuid,
        lease_until timestamptz,
        peak_memory_megabytes integer,
        received_by text NOT NULL,
        received_at timestamptz NOT NULL,
        finished_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX batch_file_once ON batch (market, sha256) WHERE state <> 'FAILED'`);
    await runner.query(`CREATE INDEX batch_market ON batch (market, received_at)`);
    await runner.query(`
      CREATE TABLE batch_day (
        batch_id uuid NOT NULL,
        day text NOT NULL,
        read bigint NOT NULL,
        accepted bigint NOT NULL,
        without_consent bigint NOT NULL,
        duplicate bigint NOT NULL,
        rejected bigint NOT NULL,
        CONSTRAINT "PK_batch_day" PRIMARY KEY (batch_id, day),
        CONSTRAINT batch_day_adds_up CHECK (read = accepted + without_consent + duplicate + rejected)
      )`);
    await runner.query(`
      CREATE TABLE quarantine (
        batch_id uuid NOT NULL,
        reason text NOT NULL,
        count bigint NOT NULL,
        lines jsonb NOT NULL,
        CONSTRAINT "PK_quarantine" PRIMARY KEY (batch_id, reason)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE quarantine`);
    await runner.query(`DROP TABLE batch_day`);
    await runner.query(`DROP TABLE batch`);
  }
}
