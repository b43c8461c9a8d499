import type { QueryRunner } from 'typeorm';

/** Rows of this table are inserted and read, never changed: the role loses the rights, and a trigger refuses whoever takes them back. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ${table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'rows of ${table} are never changed' USING ERRCODE = 'insufficient_privilege';
    END $$`);
  await runner.query(`
    CREATE TRIGGER ${table}_keeps_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION ${table}_is_append_only()`);
  await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM CURRENT_USER`);
}

/** For `down`: drops the table with what kept its rows. */
export async function dropAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`DROP TABLE ${table}`);
  await runner.query(`DROP FUNCTION ${table}_is_append_only`);
}
