import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is issued is never changed: what was wrong gets a credit note. Only the last numbers grow. */
const APPEND_ONLY = ['invoice_issuer', 'billing_details', 'invoice', 'credit_note'];

const PARTY = `name text NOT NULL, address_lines text[] NOT NULL, country text NOT NULL, vat_id text, email text`;
const STATEMENTS = [
  `CREATE TABLE invoice_issuer (id uuid PRIMARY KEY, code text NOT NULL, ${PARTY}, set_at timestamptz NOT NULL)`,
  'CREATE INDEX invoice_issuer_code ON invoice_issuer (code, set_at)',
  `CREATE TABLE billing_details (
    id uuid PRIMARY KEY, client_id uuid NOT NULL, ${PARTY}, vat_basis_points integer NOT NULL, vat_note text,
    set_at timestamptz NOT NULL)`,
  'CREATE INDEX billing_details_client ON billing_details (client_id, set_at)',
  `CREATE TABLE invoice_number (
    issuer_code text NOT NULL, kind text NOT NULL, year integer NOT NULL, last integer NOT NULL,
    PRIMARY KEY (issuer_code, kind, year))`,
  `CREATE TABLE invoice (
    id uuid PRIMARY KEY, number text NOT NULL CONSTRAINT invoice_by_number UNIQUE, issuer_code text NOT NULL,
    contract_id uuid NOT NULL, client_id uuid NOT NULL, month text NOT NULL, document jsonb NOT NULL,
    issued_at timestamptz NOT NULL, CONSTRAINT invoice_month UNIQUE (contract_id, month))`,
  `CREATE TABLE credit_note (
    id uuid PRIMARY KEY, number text NOT NULL CONSTRAINT credit_note_by_number UNIQUE, invoice_id uuid NOT NULL,
    net_minor_units bigint NOT NULL, document jsonb NOT NULL, issued_at timestamptz NOT NULL)`,
  'CREATE INDEX credit_note_invoice ON credit_note (invoice_id)',
];

export class WriteInvoices1790300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
    for (const table of APPEND_ONLY) await makeAppendOnly(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY].reverse()) await dropAppendOnly(queryRunner, table);
    await queryRunner.query('DROP TABLE invoice_number');
  }
}
