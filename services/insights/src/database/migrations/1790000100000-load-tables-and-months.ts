import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `release` and `release_row` as they were before, and what of the newer tables can be written in them. */
const BEFORE = {
  release: {
    create: `CREATE TABLE release (
      release_id uuid PRIMARY KEY, market_id text NOT NULL, day date NOT NULL, plan_id uuid NOT NULL,
      product text NOT NULL, purpose text NOT NULL, method_version text NOT NULL, sigma_squared bigint NOT NULL,
      units_per_person integer NOT NULL, tau double precision NOT NULL, factor double precision,
      factor_variance double precision, columns text[] NOT NULL, table_zones integer NOT NULL,
      table_sha256 text NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT release_once UNIQUE (market_id, product, purpose, day),
      CONSTRAINT release_factor CHECK ((factor IS NULL) = (factor_variance IS NULL)))`,
    fill: `INSERT INTO release
      SELECT release_id, market_id, period::date, plan_id, product, purpose, method_version, variance::bigint,
        units_per_person, tau, factor, factor_variance, columns, table_rows, table_sha256, loaded_at
      FROM release_copy JOIN release_table_copy USING (release_id) CROSS JOIN LATERAL (
        SELECT min(factors[1]) AS factor, min(factor_variances[1]) AS factor_variance FROM release_row_copy AS one
        WHERE one.release_id = release_copy.release_id) AS common
      WHERE table_name = product AND product IN ('presence', 'dwell') AND NOT EXISTS (
        SELECT FROM release_row_copy AS one WHERE one.release_id = release_copy.release_id
          AND (factors, factor_variances) IS DISTINCT FROM (ARRAY[factor], ARRAY[factor_variance]))`,
  },
  release_row: {
    create: `CREATE TABLE release_row (
      release_id uuid NOT NULL, zone_id text NOT NULL, "values" integer[] NOT NULL,
      PRIMARY KEY (release_id, zone_id))`,
    fill: `INSERT INTO release_row SELECT release_id, zone_id, "values"::integer[]
      FROM release_row_copy JOIN release USING (release_id) WHERE table_name = product`,
  },
};

/**
 * Before, `visitors` were sold as the sum of the dwell bins. That sum becomes a table of those releases, with its own
 * variance and threshold, so that the days of before stay on sale.
 */
const AFTER = {
  release: {
    create: `CREATE TABLE release (
      release_id uuid PRIMARY KEY, market_id text NOT NULL, period text COLLATE "C" NOT NULL, plan_id uuid NOT NULL,
      product text NOT NULL, purpose text NOT NULL, method_version text NOT NULL, units_per_person integer NOT NULL,
      table_rows integer NOT NULL, strata text, panel_measured double precision, location_error_median double precision,
      location_error_p90 double precision, table_sha256 text NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT release_once UNIQUE (market_id, purpose, period, product))`,
    fill: `INSERT INTO release
      SELECT release_id, market_id, to_char(day, 'YYYY-MM-DD'), plan_id, product, purpose, method_version, units_per_person,
        table_zones, CASE WHEN factor IS NOT NULL THEN 'total' END, NULL, NULL, NULL, table_sha256, loaded_at
      FROM release_copy`,
  },
  release_table: {
    create: `CREATE TABLE release_table (
      release_id uuid NOT NULL, table_name text NOT NULL, columns text[] NOT NULL, variance double precision NOT NULL,
      tau double precision NOT NULL, classes integer[], city jsonb, PRIMARY KEY (release_id, table_name))`,
    fill: `INSERT INTO release_table (release_id, table_name, columns, variance, tau)
      SELECT release_id, product, columns, sigma_squared, tau FROM release_copy
      UNION ALL
      SELECT release_id, 'visitors', ARRAY['all'], 6 * sigma_squared,
        20 * units_per_person + 3.09 * sqrt(6 * sigma_squared::double precision)
      FROM release_copy WHERE product = 'dwell'`,
  },
  release_row: {
    create: `CREATE TABLE release_row (
      release_id uuid NOT NULL, table_name text NOT NULL, zone_id text NOT NULL, "values" double precision[] NOT NULL,
      factors double precision[] NOT NULL, factor_variances double precision[] NOT NULL,
      PRIMARY KEY (release_id, table_name, zone_id),
      CONSTRAINT release_row_factors CHECK (cardinality(factors) = cardinality(factor_variances)))`,
    fill: `INSERT INTO release_row
      SELECT release_id, product, zone_id, "values"::double precision[], ARRAY[factor], ARRAY[factor_variance]
      FROM release_row_copy JOIN release_copy USING (release_id)
      UNION ALL
      SELECT release_id, 'visitors', zone_id,
        ARRAY[(SELECT sum(value) FROM unnest("values") AS bins (value))::double precision],
        ARRAY[factor], ARRAY[factor_variance]
      FROM release_row_copy JOIN release_copy USING (release_id) WHERE product = 'dwell'`,
  },
};

const REGION = `CREATE TABLE region (
  plan_id uuid NOT NULL, region_id text NOT NULL, position integer NOT NULL, name text NOT NULL,
  PRIMARY KEY (plan_id, region_id))`;

/**
 * Several tables a release, fitted (real) values, a factor a row, months; where zones lie, and their regions. Rows of
 * append-only tables cannot be updated, so the tables are made anew and their rows copied. Back again, releases of one
 * table and one factor are kept to the last digit; others did not exist before.
 */
export class LoadTablesAndMonths1790000100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await replace(queryRunner, BEFORE, AFTER);
    await queryRunner.query(
      `ALTER TABLE zone ADD longitude double precision, ADD latitude double precision, ADD region_id text`,
    );
    await queryRunner.query(REGION);
    await makeAppendOnly(queryRunner, 'region');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAppendOnly(queryRunner, 'region');
    await queryRunner.query('ALTER TABLE zone DROP longitude, DROP latitude, DROP region_id');
    await replace(queryRunner, AFTER, BEFORE);
  }
}

type Tables = Readonly<Record<string, { readonly create: string; readonly fill: string }>>;

async function replace(runner: QueryRunner, old: Tables, young: Tables): Promise<void> {
  for (const table of Object.keys(old)) {
    await runner.query(`CREATE TABLE ${table}_copy AS SELECT * FROM ${table}`);
    await dropAppendOnly(runner, table);
  }
  for (const [table, { create, fill }] of Object.entries(young)) {
    await runner.query(create);
    await runner.query(fill);
    await makeAppendOnly(runner, table);
  }
  for (const table of Object.keys(old)) await runner.query(`DROP TABLE ${table}_copy`);
}
