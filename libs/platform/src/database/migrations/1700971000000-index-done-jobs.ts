import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexDoneJobs1700971000000 implements MigrationInterface {
  readonly name = 'IndexDoneJobs1700971000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX outbox_done ON outbox (settled_at) WHERE settled_at IS NOT NULL AND dead_code IS NULL`,
    );
    await runner.query(`CREATE INDEX inbox_done ON inbox (done_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX inbox_done`);
    await runner.query(`DROP INDEX outbox_done`);
  }
}
