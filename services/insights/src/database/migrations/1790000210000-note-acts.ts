import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What staff did, and first answers to mutations that came with a key. */
export class NoteActs1790000210000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE staff_act (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, staff_id text NOT NULL, act text NOT NULL,
      subject_kind text NOT NULL, subject_id uuid NOT NULL, acted_at timestamptz NOT NULL)`);
    await queryRunner.query('CREATE INDEX staff_act_subject ON staff_act (subject_id)');
    await makeAppendOnly(queryRunner, 'staff_act');
    await queryRunner.query(`CREATE TABLE kept_answer (
      staff_id text NOT NULL, key_sha256 text NOT NULL, payload_sha256 text NOT NULL, sealed_answer bytea NOT NULL,
      kept_at timestamptz NOT NULL, PRIMARY KEY (staff_id, key_sha256))`);
    await queryRunner.query('CREATE INDEX kept_answer_age ON kept_answer (kept_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE kept_answer');
    await dropAppendOnly(queryRunner, 'staff_act');
  }
}
