import type { QueryRunner } from 'typeorm';
import { dropAppendOnly, makeAppendOnly } from '../database/append-only';

/** For `up` of a service's own migration: the tables of {@link actEntities}, the same in every service. */
export async function createActs(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE staff_act (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, staff_id text NOT NULL, act text NOT NULL,
    subject_kind text NOT NULL, subject_id text NOT NULL, acted_at timestamptz NOT NULL, request_id uuid)`);
  await runner.query('CREATE INDEX staff_act_subject ON staff_act (subject_id)');
  await makeAppendOnly(runner, 'staff_act');
  await runner.query(`CREATE TABLE kept_answer (
    staff_id text NOT NULL, key_sha256 text NOT NULL, payload_sha256 text NOT NULL, sealed_answer bytea NOT NULL,
    kept_at timestamptz NOT NULL, PRIMARY KEY (staff_id, key_sha256))`);
  await runner.query('CREATE INDEX kept_answer_age ON kept_answer (kept_at)');
}

/** For `down`. */
export async function dropActs(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE kept_answer');
  await dropAppendOnly(runner, 'staff_act');
}
