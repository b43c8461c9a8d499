import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far people told by a plan lie from where they were; null where nobody measured it. */
export class KeepLocationError1706150000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "zone_plan" ADD COLUMN "location_error" jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "zone_plan" DROP COLUMN "location_error"');
  }
}
