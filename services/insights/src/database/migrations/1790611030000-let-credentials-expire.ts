import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials of a sandbox end by themselves; going back, those are gone. */
export class LetCredentialsExpire1790611030000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE api_client ADD expires_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM api_client WHERE expires_at IS NOT NULL');
    await queryRunner.query('ALTER TABLE api_client DROP expires_at');
  }
}
