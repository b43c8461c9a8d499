import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many people a published figure stands for at least: releases of before were all made with 20. */
export class KeepLeastPeople1790000200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE release ADD least_people integer NOT NULL DEFAULT 20');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE release DROP least_people');
  }
}
