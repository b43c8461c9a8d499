import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pauses and changes of SIM card, the end of a contract, and that somebody under 18 uses a line. */
export class LetLinesStandOut1764700100000 implements MigrationInterface {
  readonly name = 'LetLinesStandOut1764700100000';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign key to subscriber: a pause replayed from the journal may come before the restored registry.
    await runner.query(`
      CREATE TABLE absence (
        submission_id uuid NOT NULL,
        subscriber_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('pause', 'sim-change')),
        reference text NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL CHECK (until_at >= from_at),
        PRIMARY KEY (submission_id, subscriber_id),
        UNIQUE (subscriber_id, kind, from_at)
      )`);
    await runner.query(`ALTER TABLE subscriber ADD COLUMN contract_end date, ADD COLUMN declared_minor_at timestamptz`);
    await runner.query(
      `CREATE INDEX subscriber_ends ON subscriber (contract_end) WHERE ended_at IS NULL AND contract_end IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE absence`);
    await runner.query(`ALTER TABLE subscriber DROP COLUMN contract_end, DROP COLUMN declared_minor_at`);
  }
}
