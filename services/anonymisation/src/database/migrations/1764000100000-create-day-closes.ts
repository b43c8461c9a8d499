import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDayCloses1764000100000 implements MigrationInterface {
  readonly name = 'CreateDayCloses1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE day_close (
        market text NOT NULL,
        day date NOT NULL,
        state text NOT NULL,
        reason text,
        plan_id uuid,
        manifest jsonb,
        clearance_id uuid,
        cleared_number integer,
        hash_key bytea,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        lease_token uuid,
        requested_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT day_close_pk PRIMARY KEY (market, day),
        CONSTRAINT day_close_state CHECK (
          state IN ('WAITING_FOR_CLEARANCE', 'CLEARED', 'WAITING', 'MEASURED', 'CLOSED', 'FAILED', 'ABANDONED'))
      )`);
    await runner.query(`
      CREATE INDEX day_close_due ON day_close (due_at) WHERE state IN ('CLEARED', 'WAITING', 'MEASURED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE day_close');
  }
}
