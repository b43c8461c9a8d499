import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Months get keys and stop lists as days have them: what both share moves from `panel` to `period` (a day's row has its panel's
 * id). Consent runs as one process, so no older version reads these tables meanwhile.
 */
export class GiveMonthsKeysAndStopLists1764000300000 implements MigrationInterface {
  readonly name = 'GiveMonthsKeysAndStopLists1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE period (
        id uuid PRIMARY KEY,
        market text NOT NULL,
        period text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('day', 'month')),
        is_open boolean NOT NULL DEFAULT false,
        begun_at timestamptz NOT NULL,
        destroy_by timestamptz NOT NULL,
        destroyed_at timestamptz,
        stop_list_number integer NOT NULL DEFAULT 0,
        UNIQUE (market, period)
      )`);
    await runner.query(`
      INSERT INTO period (id, market, period, kind, is_open, begun_at, destroy_by, destroyed_at, stop_list_number)
      SELECT id, market, day::text, 'day', state = 'issued', claimed_at, destroy_by, destroyed_at, stop_list_number
      FROM panel`);
    await runner.query(`CREATE INDEX period_live ON period (destroy_by) WHERE destroyed_at IS NULL`);
    await runner.query(`ALTER TABLE day_key RENAME TO period_key`);
    for (const table of ['period_key', 'stop_entry', 'stop_list_delivery']) {
      const constraint = `${table === 'period_key' ? 'day_key' : table}_panel_id_fkey`;
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`);
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN panel_id TO period_id`);
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_period FOREIGN KEY (period_id) REFERENCES period`,
      );
    }
    await runner.query(
      `ALTER TABLE panel DROP COLUMN destroy_by, DROP COLUMN destroyed_at, DROP COLUMN stop_list_number`,
    );
    await runner.query(`ALTER TABLE panel ADD CONSTRAINT panel_period FOREIGN KEY (id) REFERENCES period`);
  }

  /** Months, which the older version does not know, go with their keys' wrapped forms. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE panel DROP CONSTRAINT panel_period`);
    await runner.query(`
      ALTER TABLE panel ADD COLUMN destroy_by timestamptz, ADD COLUMN destroyed_at timestamptz,
        ADD COLUMN stop_list_number integer NOT NULL DEFAULT 0`);
    await runner.query(`
      UPDATE panel SET destroy_by = period.destroy_by, destroyed_at = period.destroyed_at,
        stop_list_number = period.stop_list_number
      FROM period WHERE period.id = panel.id`);
    await runner.query(`ALTER TABLE panel ALTER COLUMN destroy_by SET NOT NULL`);
    await runner.query(`CREATE INDEX panel_live ON panel (destroy_by) WHERE destroyed_at IS NULL`);
    for (const table of ['period_key', 'stop_entry', 'stop_list_delivery']) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_period`);
      await runner.query(`DELETE FROM ${table} USING period WHERE period.id = period_id AND kind = 'month'`);
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN period_id TO panel_id`);
      const constraint = `${table === 'period_key' ? 'day_key' : table}_panel_id_fkey`;
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${constraint} FOREIGN KEY (panel_id) REFERENCES panel`);
    }
    await runner.query(`ALTER TABLE period_key RENAME TO day_key`);
    await runner.query(`DROP TABLE period`);
  }
}
