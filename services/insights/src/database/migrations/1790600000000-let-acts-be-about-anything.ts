import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acts as in every service: about anything that has an id, and from which request. */
export class LetActsBeAboutAnything1790600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE staff_act ALTER COLUMN subject_id TYPE text, ADD COLUMN request_id uuid');
  }

  /** What is about something whose id is no UUID cannot be told by the version before: then this fails, and nothing is lost. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE staff_act DROP COLUMN request_id, ALTER COLUMN subject_id TYPE uuid USING subject_id::uuid',
    );
  }
}
