import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which zones a usage event's published figures are of, in two columns of equal length. Events of before do not say it. */
export class NoteZonesSold1790200010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE usage_event ADD zone_ids text[], ADD zone_figures integer[],
         ADD CONSTRAINT usage_event_zones CHECK (cardinality(zone_ids) = cardinality(zone_figures))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE usage_event DROP zone_ids, DROP zone_figures');
  }
}
