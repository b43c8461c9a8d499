import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['notice', 'notice_served', 'decision'];

export class CreateRegistryAndDecisions1764000000000 implements MigrationInterface {
  readonly name = 'CreateRegistryAndDecisions1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE market (
        id text PRIMARY KEY,
        name text NOT NULL,
        country text NOT NULL,
        time_zone text NOT NULL,
        first_day date NOT NULL,
        plan_id uuid NOT NULL,
        plan_version integer NOT NULL,
        residents integer,
        home_areas text[] NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE subscriber (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        number_hash bytea NOT NULL,
        number_sealed bytea NOT NULL,
        birth_year smallint NOT NULL,
        gender text,
        home_area text,
        contract_start date NOT NULL,
        is_business boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX subscriber_line ON subscriber (number_hash, market) WHERE ended_at IS NULL`,
    );
    await runner.query(`CREATE INDEX subscriber_of_market ON subscriber (market, id) WHERE ended_at IS NULL`);
    // Nothing refers to append-only tables by foreign key: its check would need the right to update that was given up.
    await runner.query(`
      CREATE TABLE notice (
        version text NOT NULL,
        language text NOT NULL,
        sha256 text NOT NULL,
        text text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (version, language)
      )`);
    await runner.query(`
      CREATE TABLE notice_served (
        id uuid PRIMARY KEY,
        version text NOT NULL,
        language text NOT NULL,
        subscriber_ids uuid[] NOT NULL,
        served_at timestamptz NOT NULL
      )`);
    // No foreign key to subscriber: a withdrawal replayed from the journal may come before the restored registry.
    await runner.query(`
      CREATE TABLE decision (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL,
        reference text NOT NULL,
        subscriber_id uuid NOT NULL,
        purpose text NOT NULL,
        data_kind text NOT NULL,
        state text NOT NULL,
        decided_at timestamptz NOT NULL,
        effective_from timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        origin text NOT NULL CHECK (origin IN ('page', 'import', 'registry', 'journal')),
        notice_served_id uuid,
        evidence jsonb,
        CHECK (state NOT IN ('given', 'renewed') OR notice_served_id IS NOT NULL OR evidence IS NOT NULL)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX decision_once ON decision (subscriber_id, purpose, data_kind, decided_at, state)`,
    );
    await runner.query(`CREATE INDEX decision_submission ON decision (submission_id)`);
    await runner.query(`CREATE TABLE journal_backlog (submission_id uuid PRIMARY KEY, line_sealed text NOT NULL)`);
    for (const table of APPEND_ONLY) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE journal_backlog');
    for (const table of [...APPEND_ONLY].reverse()) await dropAppendOnly(runner, table);
    for (const table of ['subscriber', 'market']) await runner.query(`DROP TABLE ${table}`);
  }
}
