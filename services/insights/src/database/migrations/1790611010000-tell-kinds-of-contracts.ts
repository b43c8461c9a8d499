import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts of before are ordinary ones. */
export class TellKindsOfContracts1790611010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE contract ADD kind text NOT NULL DEFAULT 'ordinary', ADD named_buyer text`);
    await queryRunner.query(`
      ALTER TABLE contract ADD CONSTRAINT contract_pilot
      CHECK (kind <> 'pilot' OR (named_buyer IS NOT NULL AND valid_until IS NOT NULL))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contract DROP CONSTRAINT contract_pilot');
    await queryRunner.query('ALTER TABLE contract DROP named_buyer, DROP kind');
  }
}
