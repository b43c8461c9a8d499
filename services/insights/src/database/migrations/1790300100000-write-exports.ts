import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Large answers as files. */
export class WriteExports1790300100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE export (
      id uuid PRIMARY KEY, client_id uuid NOT NULL, contract_id uuid NOT NULL, api_client_id uuid NOT NULL,
      idempotency_key text NOT NULL, payload_sha256 text NOT NULL, format text NOT NULL, question jsonb NOT NULL,
      state text NOT NULL, progress integer NOT NULL, attempt integer NOT NULL, lease_until timestamptz,
      failure_code text, failure_message text, files jsonb, published integer, suppressed integer, no_data integer,
      requested_at timestamptz NOT NULL, finished_at timestamptz, expires_at timestamptz,
      CONSTRAINT export_once UNIQUE (api_client_id, idempotency_key))`);
    await queryRunner.query('CREATE INDEX export_client ON export (client_id, requested_at)');
    await queryRunner.query('CREATE INDEX export_files ON export (expires_at) WHERE files IS NOT NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE export');
  }
}
