import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each file of the network was taken, and which of its rows could not be; the brand of a contract. */
export class ResumeImports1765013100000 implements MigrationInterface {
  readonly name = 'ResumeImports1765013100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE subscriber ADD COLUMN brand text`);
    await runner.query(`
      CREATE TABLE registry_import (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('subscribers', 'decisions')),
        begun_at timestamptz NOT NULL,
        lines_done integer NOT NULL DEFAULT 0,
        mark bytea,
        imported integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        rejected integer NOT NULL DEFAULT 0,
        progressed_at timestamptz NOT NULL,
        finished_at timestamptz
      )`);
    await runner.query(`CREATE INDEX registry_import_newest ON registry_import (market, begun_at)`);
    await runner.query(`
      CREATE TABLE registry_quarantine (
        import_id uuid NOT NULL REFERENCES registry_import (id) ON DELETE CASCADE,
        line integer NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (import_id, line)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE registry_quarantine`);
    await runner.query(`DROP TABLE registry_import`);
    await runner.query(`ALTER TABLE subscriber DROP COLUMN brand`);
  }
}
