import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReleasesAndLedger1764000200000 implements MigrationInterface {
  readonly name = 'CreateReleasesAndLedger1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    // Noise is drawn once: the key makes a second measurement of the same table impossible. No foreign keys: checking one
    // takes a row lock, which needs the right to update, which nobody has here.
    await runner.query(`
      CREATE TABLE measurement (
        market text NOT NULL,
        day date NOT NULL,
        group_name text NOT NULL,
        table_name text NOT NULL,
        plan_id uuid NOT NULL,
        sensitivity_squared bigint NOT NULL,
        sigma_squared bigint NOT NULL,
        noisy_values bigint[] NOT NULL,
        method_version text NOT NULL,
        measured_at timestamptz NOT NULL,
        CONSTRAINT measurement_pk PRIMARY KEY (market, day, group_name, table_name)
      )`);
    await runner.query(`
      CREATE TABLE ledger_entry (
        market text NOT NULL,
        day date NOT NULL,
        group_name text NOT NULL,
        table_name text NOT NULL,
        rho text NOT NULL,
        sigma_squared bigint NOT NULL,
        table_sha256 text NOT NULL,
        spent_at timestamptz NOT NULL,
        CONSTRAINT ledger_entry_pk PRIMARY KEY (market, day, group_name, table_name)
      )`);
    await runner.query(`
      CREATE TABLE release (
        release_id uuid CONSTRAINT release_pk PRIMARY KEY,
        market text NOT NULL,
        day date NOT NULL,
        product text NOT NULL,
        purpose text NOT NULL,
        plan_id uuid NOT NULL,
        method_version text NOT NULL,
        groups text[] NOT NULL,
        sigma_squared bigint NOT NULL,
        tau double precision NOT NULL,
        units_per_person integer NOT NULL,
        figures integer NOT NULL,
        published integer NOT NULL,
        suppressed integer NOT NULL,
        extrapolation jsonb,
        table_sha256 text NOT NULL,
        stop_list_number integer NOT NULL,
        released_at timestamptz NOT NULL,
        CONSTRAINT release_once UNIQUE (market, day, product, purpose)
      )`);
    await runner.query(`
      CREATE TABLE release_withdrawal (
        release_id uuid CONSTRAINT release_withdrawal_pk PRIMARY KEY,
        reason text NOT NULL,
        withdrawn_by text NOT NULL,
        withdrawn_at timestamptz NOT NULL
      )`);
    for (const table of TABLES) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await dropAppendOnly(runner, table);
  }
}

const TABLES = ['measurement', 'ledger_entry', 'release', 'release_withdrawal'] as const;
