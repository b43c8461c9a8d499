import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where partners want to be told of things, and what they are told. */
export class CallWebhooks1790300200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE webhook (
      id uuid PRIMARY KEY, client_id uuid NOT NULL, contract_id uuid, url text NOT NULL, events text[] NOT NULL,
      sealed_secret bytea NOT NULL, previous_sealed_secret bytea, previous_until timestamptz, state text NOT NULL,
      created_by text NOT NULL, created_at timestamptz NOT NULL)`);
    await queryRunner.query('CREATE INDEX webhook_client ON webhook (client_id)');
    await queryRunner.query(`CREATE TABLE webhook_delivery (
      id uuid PRIMARY KEY, webhook_id uuid NOT NULL CONSTRAINT delivery_of_webhook REFERENCES webhook, event_id uuid NOT NULL,
      event text NOT NULL, body text NOT NULL, state text NOT NULL, attempts integer NOT NULL, due_at timestamptz NOT NULL,
      last_status integer, last_problem text, created_at timestamptz NOT NULL, delivered_at timestamptz,
      CONSTRAINT webhook_delivery_once UNIQUE (webhook_id, event_id))`);
    await queryRunner.query(`CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'pending'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE webhook_delivery');
    await queryRunner.query('DROP TABLE webhook');
  }
}
