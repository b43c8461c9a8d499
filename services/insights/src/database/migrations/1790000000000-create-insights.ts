import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows of these are never changed, by nobody. No foreign key points at them: PostgreSQL checks one with a row lock, which needs
 * the UPDATE that is revoked here. They need none, since nothing is ever deleted from them.
 */
const APPEND_ONLY = [
  'zone_plan',
  'zone',
  'release',
  'release_row',
  'release_withdrawal',
  'release_use',
  'release_sale',
  'contract_version',
  'contract_approval',
  'contract_step',
  'usage_event',
];

const TABLES = [
  `CREATE TABLE zone_plan (
    plan_id uuid PRIMARY KEY, market_id text NOT NULL, market_name text NOT NULL, time_zone text NOT NULL,
    version integer NOT NULL, residents integer, loaded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT zone_plan_version UNIQUE (market_id, version))`,
  `CREATE TABLE zone (
    plan_id uuid NOT NULL, zone_id text NOT NULL, position integer NOT NULL, name text NOT NULL,
    kind text NOT NULL, residents integer, covered boolean NOT NULL, PRIMARY KEY (plan_id, zone_id))`,
  `CREATE TABLE release (
    release_id uuid PRIMARY KEY, market_id text NOT NULL, day date NOT NULL, plan_id uuid NOT NULL,
    product text NOT NULL, purpose text NOT NULL, method_version text NOT NULL, sigma_squared bigint NOT NULL,
    units_per_person integer NOT NULL, tau double precision NOT NULL, factor double precision,
    factor_variance double precision, columns text[] NOT NULL, table_zones integer NOT NULL,
    table_sha256 text NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT release_once UNIQUE (market_id, product, purpose, day),
    CONSTRAINT release_factor CHECK ((factor IS NULL) = (factor_variance IS NULL)))`,
  `CREATE TABLE release_row (
    release_id uuid NOT NULL, zone_id text NOT NULL, "values" integer[] NOT NULL,
    PRIMARY KEY (release_id, zone_id))`,
  `CREATE TABLE release_withdrawal (
    release_id uuid PRIMARY KEY, withdrawn_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE client (
    id uuid PRIMARY KEY, name text NOT NULL, kind_of_buyer text NOT NULL, created_by text NOT NULL,
    created_at timestamptz NOT NULL)`,
  `CREATE TABLE contract (
    id uuid PRIMARY KEY, client_id uuid NOT NULL CONSTRAINT contract_of_client REFERENCES client, state text NOT NULL, steps integer NOT NULL,
    valid_until timestamptz, created_by text NOT NULL, created_at timestamptz NOT NULL)`,
  `CREATE INDEX contract_client ON contract (client_id)`,
  `CREATE TABLE contract_version (
    id uuid PRIMARY KEY, contract_id uuid NOT NULL CONSTRAINT version_of_contract REFERENCES contract,
    number integer NOT NULL, effective_from timestamptz NOT NULL, terms jsonb NOT NULL, created_by text NOT NULL, created_at timestamptz NOT NULL,
    CONSTRAINT contract_version_number UNIQUE (contract_id, number))`,
  `CREATE TABLE contract_approval (
    version_id uuid PRIMARY KEY, approved_by text NOT NULL, approved_at timestamptz NOT NULL)`,
  `CREATE TABLE contract_step (
    contract_id uuid NOT NULL CONSTRAINT step_of_contract REFERENCES contract, number integer NOT NULL, step text NOT NULL, state text NOT NULL,
    staff_id text NOT NULL, taken_at timestamptz NOT NULL, PRIMARY KEY (contract_id, number))`,
  `CREATE TABLE api_client (
    id uuid PRIMARY KEY, client_id uuid NOT NULL CONSTRAINT api_client_of_client REFERENCES client, secret_hash text NOT NULL,
    created_by text NOT NULL, created_at timestamptz NOT NULL, revoked_at timestamptz)`,
  `CREATE INDEX api_client_client ON api_client (client_id)`,
  `CREATE TABLE failed_attempt (
    key text PRIMARY KEY, failures integer NOT NULL, window_ends timestamptz NOT NULL)`,
  `CREATE TABLE usage_event (
    id uuid PRIMARY KEY, request_id uuid NOT NULL, question_sha256 text NOT NULL, client_id uuid NOT NULL,
    contract_id uuid NOT NULL, contract_version_id uuid NOT NULL, product text NOT NULL,
    grain text NOT NULL, figures integer NOT NULL, published integer NOT NULL, suppressed integer NOT NULL,
    no_data integer NOT NULL, cost_minor_units bigint NOT NULL, currency text NOT NULL, answered_at timestamptz NOT NULL,
    CONSTRAINT usage_event_once UNIQUE (request_id, question_sha256))`,
  `CREATE INDEX usage_event_contract ON usage_event (contract_id, answered_at)`,
  `CREATE TABLE release_use (
    release_id uuid NOT NULL, kind_of_buyer text NOT NULL, first_used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (release_id, kind_of_buyer))`,
  `CREATE TABLE release_sale (
    usage_event_id uuid NOT NULL, release_id uuid NOT NULL, figures integer NOT NULL,
    PRIMARY KEY (usage_event_id, release_id))`,
  `CREATE INDEX release_sale_release ON release_sale (release_id)`,
];

export class CreateInsights1790000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await queryRunner.query(statement);
    for (const table of APPEND_ONLY) await makeAppendOnly(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const tables = TABLES.flatMap((statement) => /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? []).reverse();
    for (const table of tables) {
      if (APPEND_ONLY.includes(table)) await dropAppendOnly(queryRunner, table);
      else await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
}
