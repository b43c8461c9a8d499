import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * API clients that prove themselves by a signature instead of a secret, the proof before the last rotation, and assertions
 * that were used. Going back, clients with a key go: before, there was no way to be one.
 */
export class RotateAndUseKeys1790000230000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE api_client
      ALTER secret_hash DROP NOT NULL, ADD public_jwk jsonb, ADD previous_secret_hash text, ADD previous_public_jwk jsonb,
      ADD previous_until timestamptz, ADD rotated_at timestamptz, ADD revoked_by text,
      ADD CONSTRAINT api_client_proof CHECK ((secret_hash IS NULL) <> (public_jwk IS NULL))`);
    await queryRunner.query(`CREATE TABLE used_assertion (
      api_client_id uuid NOT NULL, jti_sha256 text NOT NULL, expires_at timestamptz NOT NULL,
      PRIMARY KEY (api_client_id, jti_sha256))`);
    await queryRunner.query('CREATE INDEX used_assertion_end ON used_assertion (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE used_assertion');
    await queryRunner.query('DELETE FROM api_client WHERE secret_hash IS NULL');
    await queryRunner.query(`ALTER TABLE api_client
      DROP CONSTRAINT api_client_proof, DROP public_jwk, DROP previous_secret_hash, DROP previous_public_jwk,
      DROP previous_until, DROP rotated_at, DROP revoked_by, ALTER secret_hash SET NOT NULL`);
  }
}
