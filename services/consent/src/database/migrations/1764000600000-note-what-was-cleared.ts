import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which stop list the releases of a day or month had to apply: who is on it was not counted in them. */
export class NoteWhatWasCleared1764000600000 implements MigrationInterface {
  readonly name = 'NoteWhatWasCleared1764000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE period ADD COLUMN cleared_number integer`);
    await runner.query(`CREATE INDEX release_of_market ON release (market, period)`);
    await runner.query(`CREATE INDEX stop_entry_subscriber ON stop_entry (subscriber_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['stop_entry_subscriber', 'release_of_market']) await runner.query(`DROP INDEX ${index}`);
    await runner.query(`ALTER TABLE period DROP COLUMN cleared_number`);
  }
}
