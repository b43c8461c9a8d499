import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of what which data kinds earn, and what lines earned in the months that are closed. */
export class RewardPeople1765013000000 implements MigrationInterface {
  readonly name = 'RewardPeople1765013000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reward_plan (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        effective_from date NOT NULL,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        rewards jsonb NOT NULL,
        planned_at timestamptz NOT NULL,
        UNIQUE (market, version)
      )`);
    await makeAppendOnly(runner, 'reward_plan');
    await runner.query(`
      CREATE TABLE credit_month (
        market text NOT NULL,
        month text NOT NULL,
        reached uuid NOT NULL,
        closed_at timestamptz,
        sha256 text,
        PRIMARY KEY (market, month),
        CHECK ((closed_at IS NULL) = (sha256 IS NULL))
      )`);
    // No foreign keys: credits outlive their line, and plans are append-only.
    await runner.query(`
      CREATE TABLE reward_credit (
        subscriber_id uuid NOT NULL,
        market text NOT NULL,
        month text NOT NULL,
        plan_id uuid NOT NULL,
        data_kind text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('credit', 'benefit')),
        code text NOT NULL,
        days smallint NOT NULL CHECK (days BETWEEN 1 AND 31),
        minor_units bigint NOT NULL CHECK (minor_units >= 0),
        PRIMARY KEY (subscriber_id, month, plan_id, data_kind, kind, code)
      )`);
    await runner.query(`CREATE INDEX reward_credit_file ON reward_credit (market, month, subscriber_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reward_credit`);
    await runner.query(`DROP TABLE credit_month`);
    await dropAppendOnly(runner, 'reward_plan');
  }
}
