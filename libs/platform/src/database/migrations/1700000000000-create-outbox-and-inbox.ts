import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutboxAndInbox1700000000000 implements MigrationInterface {
  readonly name = 'CreateOutboxAndInbox1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id uuid NOT NULL CONSTRAINT "PK_outbox" PRIMARY KEY,
        job text NOT NULL,
        consumer text NOT NULL,
        payload jsonb NOT NULL,
        ring integer NOT NULL DEFAULT 0,
        rung boolean NOT NULL DEFAULT false,
        due_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        dead_code text
      )`);
    await runner.query(`CREATE INDEX outbox_unsettled ON outbox (due_at) WHERE settled_at IS NULL`);
    await runner.query(`
      CREATE TABLE inbox (
        row_id uuid NOT NULL CONSTRAINT "PK_inbox" PRIMARY KEY,
        job text NOT NULL,
        done_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE dead_letter (
        row_id uuid NOT NULL CONSTRAINT "PK_dead_letter" PRIMARY KEY,
        job text NOT NULL,
        payload jsonb NOT NULL,
        code text NOT NULL,
        replays integer NOT NULL DEFAULT 0,
        died_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dead_letter`);
    await runner.query(`DROP TABLE inbox`);
    await runner.query(`DROP TABLE outbox`);
  }
}
