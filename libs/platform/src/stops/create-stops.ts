import type { QueryRunner } from 'typeorm';

/** For `up` of a migration of a service that is told of stops. */
export async function createStops(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE known_stop (
    stop_id uuid PRIMARY KEY, number bigint NOT NULL, market text NOT NULL, purpose text, product text,
    since timestamptz NOT NULL, until timestamptz, ended_at timestamptz)`);
}

/** For `down`. */
export async function dropStops(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE known_stop');
}
