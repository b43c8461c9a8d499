import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['strata_ledger', 'strata_table'];

/** Measured strata, once a market-month, and the regions they are measured over. */
export class CreateStrata1764000400000 implements MigrationInterface {
  readonly name = 'CreateStrata1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    // A market learned from an older plan has no regions until its next plan: until then no strata are measured.
    await runner.query(`
      ALTER TABLE market ADD COLUMN regions text[] NOT NULL DEFAULT '{}', ADD COLUMN region_of_area jsonb NOT NULL DEFAULT '{}'`);
    await runner.query(`
      CREATE TABLE strata_ledger (
        market text NOT NULL,
        month text NOT NULL,
        measured_on date NOT NULL,
        plan_id uuid NOT NULL,
        regions text[] NOT NULL,
        sensitivity_squared integer NOT NULL,
        sigma_squared integer NOT NULL,
        rho text NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (market, month)
      )`);
    await runner.query(`
      CREATE TABLE strata_table (
        market text NOT NULL,
        month text NOT NULL,
        data_kind text NOT NULL,
        panel_group text NOT NULL,
        sizes integer[] NOT NULL,
        PRIMARY KEY (market, month, data_kind, panel_group)
      )`);
    for (const table of APPEND_ONLY) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY].reverse()) await dropAppendOnly(runner, table);
    await runner.query(`ALTER TABLE market DROP COLUMN regions, DROP COLUMN region_of_area`);
  }
}
