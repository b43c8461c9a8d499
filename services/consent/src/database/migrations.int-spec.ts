import { runMigrations } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrations } from './data-source';
import { GiveMonthsKeysAndStopLists1764000300000 } from './migrations/1764000300000-give-months-keys-and-stop-lists';

const stack = testStack({ postgres: true });
/** How many migrations there are from the one that gave months keys. */
const SINCE_MONTHS = migrations.length - migrations.indexOf(GiveMonthsKeysAndStopLists1764000300000);

test('migrations go up once, keep what was decided from being changed, and go down to nothing', async () => {
  const options = dataSourceOptions(stack.databaseUrl);
  expect(await runMigrations(options)).toHaveLength(migrations.length);
  expect(await runMigrations(options)).toEqual([]);
  const dataSource = await new DataSource(options).initialize();
  try {
    for (const table of [
      'notice',
      'notice_served',
      'decision',
      'panel_ledger',
      'strata_ledger',
      'strata_table',
      'notice_invalidation',
    ]) {
      for (const change of [`DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        await expect(dataSource.query(change)).rejects.toThrow(/permission denied/);
      }
    }
    await dataSource.query('GRANT DELETE ON decision TO CURRENT_USER');
    await expect(dataSource.query('DELETE FROM decision')).rejects.toThrow(/never changed/);
    for (let left = migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    const tables = await dataSource.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
    );
    expect(tables).toEqual([]);
  } finally {
    await dataSource.destroy();
  }
});

test('giving months keys keeps living days as they are, and going down gives back the very tables and rows', async () => {
  const dataSource = await new DataSource(dataSourceOptions(stack.databaseUrl)).initialize();
  const read = (): Promise<unknown> =>
    Promise.all(
      [
        ...DESCRIBED,
        'SELECT * FROM panel',
        'SELECT * FROM day_key',
        'SELECT * FROM stop_entry',
        'SELECT * FROM release',
      ].map((query) => dataSource.query(query)),
    );
  try {
    await runMigrations(dataSourceOptions(stack.databaseUrl));
    for (let left = SINCE_MONTHS; left > 0; left -= 1) await dataSource.undoLastMigration();
    const id = '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';
    await dataSource.query(
      `INSERT INTO panel VALUES ($1, 'leipzig', '2026-06-08', 'issued', now(), now(), now(), '2026-06-12T10:00:00Z', NULL, 7)`,
      [id],
    );
    await dataSource.query(`INSERT INTO day_key VALUES ($1, $1, 'presence', 'wrapped')`, [id]);
    await dataSource.query(`INSERT INTO stop_entry VALUES ($1, $1, $1, 7)`, [id]);
    await dataSource.query(
      `INSERT INTO release VALUES ($1, 'leipzig', '2026-06-08', 'dwell', 'public-planning', '2026-06-12T10:00:00Z')`,
      [id],
    );
    const before = await read();
    await runMigrations(dataSourceOptions(stack.databaseUrl));
    expect(
      await dataSource.query(
        'SELECT id, period, kind, is_open, destroy_by, destroyed_at, stop_list_number FROM period',
      ),
    ).toEqual([
      {
        id,
        period: '2026-06-08',
        kind: 'day',
        is_open: true,
        destroy_by: new Date('2026-06-12T10:00:00Z'),
        destroyed_at: null,
        stop_list_number: 7,
      },
    ]);
    // A withdrawal of a release that never came is not known to the version before, and does not hinder going back.
    await dataSource.query(`INSERT INTO release_withdrawal VALUES (gen_random_uuid(), now())`);
    const month = '1b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';
    await dataSource.query(
      `INSERT INTO period (id, market, period, kind, begun_at, destroy_by) VALUES ($1, 'leipzig', '2026-06', 'month', now(), now())`,
      [month],
    );
    await dataSource.query(`INSERT INTO period_key VALUES ($1, $1, 'return-visits', 'wrapped')`, [month]);
    await dataSource.query(`INSERT INTO stop_entry VALUES ($1, $1, $1, 1)`, [month]);
    for (let left = SINCE_MONTHS; left > 0; left -= 1) await dataSource.undoLastMigration();
    expect(await read()).toEqual(before);
  } finally {
    await dataSource.destroy();
  }
});

/** Everything about tables that a migration may change. */
const DESCRIBED = [
  `SELECT table_name, column_name, ordinal_position - (SELECT count(*) FROM pg_attribute WHERE attrelid = table_name::regclass
      AND attisdropped AND attnum < ordinal_position) AS position, data_type, is_nullable, column_default
   FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3`,
  `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2`,
  `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
];
