import { createActs, dropActs } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What staff did, and first answers to mutations that came with a key. */
export class NoteActs1706000000000 implements MigrationInterface {
  up(queryRunner: QueryRunner): Promise<void> {
    return createActs(queryRunner);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return dropActs(queryRunner);
  }
}
