import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a buyer declared of uses and buyers that are refused, a version. Versions of before have none, and stay as they are. */
export class AttestRefusedUses1790611020000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE contract_attestation (version_id uuid PRIMARY KEY, refused_uses jsonb NOT NULL, refused_buyers jsonb NOT NULL,
        stated_by text NOT NULL, document_sha256 text NOT NULL, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL)`);
    await makeAppendOnly(queryRunner, 'contract_attestation');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAppendOnly(queryRunner, 'contract_attestation');
  }
}
