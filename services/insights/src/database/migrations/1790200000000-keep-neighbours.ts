import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which zones share a corner: no neighbour is a control. Plans of before keep none, their geometry was not stored. */
export class KeepNeighbours1790200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE zone ADD neighbours text[]');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE zone DROP neighbours');
  }
}
