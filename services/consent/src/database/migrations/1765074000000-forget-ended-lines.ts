import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines whose contract ended are looked for every hour, to be forgotten; there are few of them among all. */
export class ForgetEndedLines1765074000000 implements MigrationInterface {
  readonly name = 'ForgetEndedLines1765074000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX subscriber_ended ON subscriber (ended_at) WHERE ended_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX subscriber_ended`);
  }
}
