import { createStops, dropStops } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is stopped, as consent told it. */
export class KnowStops1790600010000 implements MigrationInterface {
  up(queryRunner: QueryRunner): Promise<void> {
    return createStops(queryRunner);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return dropStops(queryRunner);
  }
}
