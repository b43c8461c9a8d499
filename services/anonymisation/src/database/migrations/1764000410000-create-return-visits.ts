import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReturnVisits1764000410000 implements MigrationInterface {
  readonly name = 'CreateReturnVisits1764000410000';

  async up(runner: QueryRunner): Promise<void> {
    // What chooses ten zones a person: drawn on the month's first day, gone with the month.
    await runner.query(`
      CREATE TABLE return_visit_month (
        market text NOT NULL,
        month text NOT NULL,
        hash_key bytea NOT NULL,
        CONSTRAINT return_visit_month_pk PRIMARY KEY (market, month)
      )`);
    // Every file of zone-day marks has a row before its first byte: what nobody refers to is found and deleted.
    await runner.query(`
      CREATE TABLE return_visit_file (
        object_key text CONSTRAINT return_visit_file_pk PRIMARY KEY,
        market text NOT NULL,
        month text NOT NULL,
        day date NOT NULL,
        shard integer NOT NULL,
        plan_id uuid NOT NULL,
        stop_list_number integer NOT NULL,
        rows bigint NOT NULL,
        sha256 text,
        state text NOT NULL,
        held_since timestamptz NOT NULL,
        registered_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT return_visit_file_state CHECK (state IN ('PENDING', 'LIVE', 'DOOMED')),
        CONSTRAINT return_visit_file_written CHECK (state <> 'LIVE' OR sha256 IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX return_visit_file_month ON return_visit_file (market, month, shard)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE return_visit_file');
    await runner.query('DROP TABLE return_visit_month');
  }
}
