import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stops of markets, purposes and products, and what of them is under way. The acts behind them stand in `staff_act`. */
export class CreateStops1764600010000 implements MigrationInterface {
  readonly name = 'CreateStops1764600010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE processing_stop (
      id uuid PRIMARY KEY, number bigint NOT NULL UNIQUE, market text NOT NULL, purpose text, product text, reason text NOT NULL,
      begun_by text NOT NULL, begun_as text NOT NULL CHECK (begun_as IN ('privacy-officer', 'admin')), begun_at timestamptz NOT NULL,
      since timestamptz, until timestamptz,
      confirmed_by text, confirmed_at timestamptz,
      end_proposed_by text, end_proposed_as text, end_reason text, ended_by text, ended_at timestamptz,
      CHECK (confirmed_by IS NULL OR confirmed_by <> begun_by), CHECK (ended_by IS NULL OR ended_by <> end_proposed_by),
      CHECK ((ended_by IS NULL) = (ended_at IS NULL)), CHECK (since IS NOT NULL OR ended_at IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE processing_stop');
  }
}
