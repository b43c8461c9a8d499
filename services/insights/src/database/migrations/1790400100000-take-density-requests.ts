import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Density requests whose answers go to a sink. */
export class TakeDensityRequests1790400100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE density_operation (
      id uuid NOT NULL,
      api_client_id uuid NOT NULL,
      request_id uuid NOT NULL,
      correlator text,
      request jsonb,
      sink text,
      sealed_token bytea,
      state text NOT NULL,
      attempts integer NOT NULL,
      accepted_at timestamptz NOT NULL,
      ended_at timestamptz,
      CONSTRAINT "PK_density_operation" PRIMARY KEY (id)
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE density_operation');
  }
}
