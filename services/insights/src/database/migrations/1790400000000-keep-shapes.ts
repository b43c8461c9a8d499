import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a zone lies and how large it is: densities and maps need it. Null in plans that were loaded before. */
export class KeepShapes1790400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE zone ADD area_square_metres double precision, ADD geometry jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE zone DROP area_square_metres, DROP geometry');
  }
}
