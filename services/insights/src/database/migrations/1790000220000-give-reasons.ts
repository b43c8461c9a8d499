import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a step was taken. Steps of before have no reason. */
export class GiveReasons1790000220000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contract_step ADD reason text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contract_step DROP reason');
  }
}
