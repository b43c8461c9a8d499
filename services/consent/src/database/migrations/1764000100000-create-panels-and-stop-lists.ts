import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePanelsAndStopLists1764000100000 implements MigrationInterface {
  readonly name = 'CreatePanelsAndStopLists1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE panel (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        day date NOT NULL,
        state text NOT NULL CHECK (state IN ('issuing', 'issued')),
        claimed_at timestamptz NOT NULL,
        lease_until timestamptz NOT NULL,
        issued_at timestamptz,
        destroy_by timestamptz NOT NULL,
        destroyed_at timestamptz,
        stop_list_number integer NOT NULL DEFAULT 0,
        UNIQUE (market, day)
      )`);
    await runner.query(`CREATE INDEX panel_live ON panel (destroy_by) WHERE destroyed_at IS NULL`);
    await runner.query(`
      CREATE TABLE day_key (
        id uuid PRIMARY KEY,
        panel_id uuid NOT NULL REFERENCES panel,
        use text NOT NULL,
        wrapped bytea NOT NULL,
        UNIQUE (panel_id, use)
      )`);
    await runner.query(`
      CREATE TABLE panel_ledger (
        panel_id uuid NOT NULL REFERENCES panel,
        data_kind text NOT NULL,
        panel_group text NOT NULL,
        size integer NOT NULL,
        sigma_squared integer NOT NULL,
        rho text NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (panel_id, data_kind, panel_group)
      )`);
    await runner.query(`
      CREATE TABLE stop_entry (
        submission_id uuid NOT NULL,
        panel_id uuid NOT NULL REFERENCES panel,
        subscriber_id uuid NOT NULL,
        number integer,
        PRIMARY KEY (panel_id, submission_id, subscriber_id)
      )`);
    await runner.query(`CREATE INDEX stop_entry_pending ON stop_entry (panel_id) WHERE number IS NULL`);
    await runner.query(`CREATE INDEX stop_entry_submission ON stop_entry (submission_id)`);
    await runner.query(`
      CREATE TABLE stop_list_delivery (
        panel_id uuid NOT NULL REFERENCES panel,
        number integer NOT NULL,
        consumer text NOT NULL,
        delivered_at timestamptz NOT NULL,
        applied_at timestamptz,
        PRIMARY KEY (panel_id, number, consumer)
      )`);
    await makeAppendOnly(runner, 'panel_ledger');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['stop_list_delivery', 'stop_entry']) await runner.query(`DROP TABLE ${table}`);
    await dropAppendOnly(runner, 'panel_ledger');
    for (const table of ['day_key', 'panel']) await runner.query(`DROP TABLE ${table}`);
  }
}
