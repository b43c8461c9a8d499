import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCloseRetries1764000420000 implements MigrationInterface {
  readonly name = 'CreateCloseRetries1764000420000';

  async up(runner: QueryRunner): Promise<void> {
    // Who let a failed close try again, and why.
    await runner.query(`
      CREATE TABLE close_retry (
        retry_id uuid CONSTRAINT close_retry_pk PRIMARY KEY,
        market text NOT NULL,
        period text NOT NULL,
        failed_with text NOT NULL,
        reason text NOT NULL,
        staff_id text NOT NULL,
        retried_at timestamptz NOT NULL
      )`);
    await makeAppendOnly(runner, 'close_retry');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAppendOnly(runner, 'close_retry');
  }
}
