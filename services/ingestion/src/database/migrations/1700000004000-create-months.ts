import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMonths1700000004000 implements MigrationInterface {
  readonly name = 'CreateMonths1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_month (
        market text NOT NULL,
        month text NOT NULL,
        plan_id uuid NOT NULL,
        completed_by text NOT NULL,
        completed_at timestamptz NOT NULL,
        CONSTRAINT "PK_intake_month" PRIMARY KEY (market, month)
      )`);
    await makeAppendOnly(runner, 'intake_month');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'intake_month');
  }
}
