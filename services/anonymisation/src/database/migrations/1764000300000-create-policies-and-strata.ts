import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePoliciesAndStrata1764000300000 implements MigrationInterface {
  readonly name = 'CreatePoliciesAndStrata1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy_version (
        version integer CONSTRAINT policy_version_pk PRIMARY KEY,
        file jsonb NOT NULL,
        reason text NOT NULL,
        proposed_by text NOT NULL,
        proposed_at timestamptz NOT NULL
      )`);
    await makeAppendOnly(runner, 'policy_version');
    await runner.query(`
      CREATE TABLE policy_approval (
        version integer CONSTRAINT policy_approval_pk PRIMARY KEY,
        approved_by text NOT NULL,
        approved_at timestamptz NOT NULL
      )`);
    await makeAppendOnly(runner, 'policy_approval');
    // Consent's own rows, copied: measured once a month, sent with every panel of it.
    await runner.query(`
      CREATE TABLE panel_strata (
        market text NOT NULL,
        month text NOT NULL,
        measured_on date NOT NULL,
        regions text[] NOT NULL,
        tables jsonb NOT NULL,
        sigma_squared bigint NOT NULL,
        rho text NOT NULL,
        CONSTRAINT panel_strata_pk PRIMARY KEY (market, month)
      )`);
    await makeAppendOnly(runner, 'panel_strata');
    // Plans of the version before know no regions and no home areas: their days are released without either.
    await runner.query('ALTER TABLE zone_plan ADD COLUMN regions jsonb');
    await runner.query(`
      ALTER TABLE release
        ADD COLUMN tables jsonb,
        ADD COLUMN policy_name text,
        ADD COLUMN policy_version integer,
        ADD COLUMN location_error jsonb`);
    for (const table of PERIODS) {
      await runner.query(`COMMENT ON COLUMN ${table}.day IS 'first day of the period: of frequency, of its month'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of PERIODS) await runner.query(`COMMENT ON COLUMN ${table}.day IS NULL`);
    await runner.query(`
      ALTER TABLE release
        DROP COLUMN tables, DROP COLUMN policy_name, DROP COLUMN policy_version, DROP COLUMN location_error`);
    await runner.query('ALTER TABLE zone_plan DROP COLUMN regions');
    await dropAppendOnly(runner, 'panel_strata');
    await dropAppendOnly(runner, 'policy_approval');
    await dropAppendOnly(runner, 'policy_version');
  }
}

const PERIODS = ['measurement', 'ledger_entry', 'release'] as const;
