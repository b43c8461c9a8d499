import type { MigrationInterface, QueryRunner } from 'typeorm';

const toText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Markets that took steps before the public was told of them are told of now. */
export class TellOfMarkets1790673000000 implements MigrationInterface {
  readonly name = 'TellOfMarkets1790673000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO outbox (id, job, consumer, payload)
      SELECT gen_random_uuid(), 'market.stepped', 'consent', jsonb_build_object('market', market, 'number', number,
        'state', launch.state, 'isSimulated', is_simulated, 'approvedUntil', ${toText('approved_until')},
        'at', ${toText('taken_at')})
      FROM market_launch AS launch JOIN market_step USING (market) WHERE number = steps`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM outbox WHERE job = 'market.stepped'`);
  }
}
