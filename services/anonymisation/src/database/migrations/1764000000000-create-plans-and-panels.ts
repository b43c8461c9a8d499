import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlansAndPanels1764000000000 implements MigrationInterface {
  readonly name = 'CreatePlansAndPanels1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    // What a release is made over: fixed before any data is seen, and never changed.
    await runner.query(`
      CREATE TABLE zone_plan (
        plan_id uuid CONSTRAINT zone_plan_pk PRIMARY KEY,
        version integer NOT NULL,
        market jsonb NOT NULL,
        residents bigint,
        zones jsonb NOT NULL,
        footprints bytea NOT NULL,
        received_at timestamptz NOT NULL
      )`);
    await makeAppendOnly(runner, 'zone_plan');
    await runner.query(`
      CREATE TABLE panel (
        market text NOT NULL,
        day date NOT NULL,
        panel_id uuid NOT NULL,
        destroy_by timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT panel_pk PRIMARY KEY (market, day)
      )`);
    await runner.query(`
      CREATE TABLE panel_size (
        market text NOT NULL,
        day date NOT NULL,
        data_kind text NOT NULL,
        group_name text NOT NULL,
        size bigint NOT NULL,
        sigma_squared bigint NOT NULL,
        rho text NOT NULL,
        CONSTRAINT panel_size_pk PRIMARY KEY (market, day, data_kind, group_name)
      )`);
    await makeAppendOnly(runner, 'panel_size');
    // As it came: sealed. Opened only in memory, by a close. Gone with its day.
    await runner.query(`
      CREATE TABLE stop_list (
        market text NOT NULL,
        day date NOT NULL,
        number integer NOT NULL,
        sealed bytea NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT stop_list_pk PRIMARY KEY (market, day)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stop_list');
    await dropAppendOnly(runner, 'panel_size');
    await runner.query('DROP TABLE panel');
    await dropAppendOnly(runner, 'zone_plan');
  }
}
