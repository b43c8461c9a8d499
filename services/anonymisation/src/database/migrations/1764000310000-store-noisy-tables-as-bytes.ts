import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A table may have two million figures: as bytes (big-endian `int4`) they are stored ten times faster than as an array that is
 * parsed from text. Rows of before keep their array.
 */
export class StoreNoisyTablesAsBytes1764000310000 implements MigrationInterface {
  readonly name = 'StoreNoisyTablesAsBytes1764000310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE measurement ADD COLUMN noisy_bytes bytea');
  }

  /** No figure is lost: rows become arrays again. Rewriting a column changes no row in the eyes of its trigger. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION noisy_bytes_to_array(bytes bytea) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(array_agg(('x' || figure[1])::bit(32)::int::bigint ORDER BY number), '{}')
        FROM regexp_matches(encode(bytes, 'hex'), '.{8}', 'g') WITH ORDINALITY AS found (figure, number)
      $$`);
    await runner.query(`
      ALTER TABLE measurement ALTER COLUMN noisy_values TYPE bigint[]
        USING CASE WHEN noisy_bytes IS NULL THEN noisy_values ELSE noisy_bytes_to_array(noisy_bytes) END`);
    await runner.query('DROP FUNCTION noisy_bytes_to_array');
    await runner.query('ALTER TABLE measurement DROP COLUMN noisy_bytes');
  }
}
