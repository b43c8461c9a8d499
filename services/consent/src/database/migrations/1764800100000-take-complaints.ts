import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints to the privacy officer, sealed; and from where how many came, as hashes, for an hour. */
export class TakeComplaints1764800100000 implements MigrationInterface {
  readonly name = 'TakeComplaints1764800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE complaint (
        id uuid PRIMARY KEY,
        reference text NOT NULL UNIQUE,
        sealed bytea NOT NULL,
        received_at timestamptz NOT NULL,
        closed_at timestamptz
      )`);
    await runner.query(`CREATE INDEX complaint_received ON complaint (received_at)`);
    await runner.query(`
      CREATE TABLE complaint_send (
        address_hash bytea NOT NULL,
        sent_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX complaint_send_address ON complaint_send (address_hash, sent_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE complaint_send`);
    await runner.query(`DROP TABLE complaint`);
  }
}
