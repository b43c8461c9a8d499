import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId, Month } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { NumberedKind } from './domain/document-number';
import type { CreditNoteDocument, InvoiceDocument } from './domain/documents';

export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly issuerCode: string;
  readonly contractId: ContractId;
  readonly clientId: ClientId;
  readonly month: Month;
  readonly document: InvoiceDocument;
  readonly issuedAt: Date;
}

export interface CreditNote {
  readonly id: string;
  readonly number: string;
  readonly invoiceId: string;
  readonly netMinorUnits: number;
  readonly document: CreditNoteDocument;
  readonly issuedAt: Date;
}

const INVOICE = `id, number, issuer_code AS "issuerCode", contract_id AS "contractId", client_id AS "clientId", month,
  document, issued_at AS "issuedAt"`;
const CREDIT_NOTE = `id, number, invoice_id AS "invoiceId", net_minor_units::float8 AS "netMinorUnits", document,
  issued_at AS "issuedAt"`;

@Injectable()
export class InvoicesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Until the transaction ends, whoever else issues anything about this waits. */
  async lock(transaction: Transaction, subject: string): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`invoice ${subject}`]);
  }

  /** The next number. Its row is locked until the transaction ends, and goes back with it: so there is no gap. */
  async takeNumber(
    transaction: Transaction,
    { issuerCode, kind, year }: { issuerCode: string; kind: NumberedKind; year: number },
  ): Promise<number> {
    const rows: { last: number }[] = await transaction.query(
      `INSERT INTO invoice_number AS number (issuer_code, kind, year, last) VALUES ($1, $2, $3, 1)
       ON CONFLICT (issuer_code, kind, year) DO UPDATE SET last = number.last + 1 RETURNING last`,
      [issuerCode, kind, year],
    );
    return rows[0]!.last;
  }

  async addInvoice(transaction: Transaction, invoice: Invoice): Promise<void> {
    const { id, number, issuerCode, contractId, clientId, month, document, issuedAt } = invoice;
    await transaction.query(
      `INSERT INTO invoice (id, number, issuer_code, contract_id, client_id, month, document, issued_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, number, issuerCode, contractId, clientId, month, JSON.stringify(document), issuedAt],
    );
  }

  async addCreditNote(transaction: Transaction, note: CreditNote): Promise<void> {
    const { id, number, invoiceId, netMinorUnits, document, issuedAt } = note;
    await transaction.query(
      `INSERT INTO credit_note (id, number, invoice_id, net_minor_units, document, issued_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, number, invoiceId, netMinorUnits, JSON.stringify(document), issuedAt],
    );
  }

  async findInvoice(by: { id: string } | { contractId: ContractId; month: Month }): Promise<Invoice | undefined> {
    const [condition, values] =
      'id' in by ? ['id = $1', [by.id]] : ['contract_id = $1 AND month = $2', [by.contractId, by.month]];
    const rows: Invoice[] = await this.transactions.current.query(
      `SELECT ${INVOICE} FROM invoice WHERE ${condition}`,
      values,
    );
    return rows[0];
  }

  /** Newest month first. */
  async findInvoices(
    by: { clientId: ClientId | null; contractId: ContractId | null },
    limit: number,
  ): Promise<Invoice[]> {
    return this.transactions.current.query(
      `SELECT ${INVOICE} FROM invoice
       WHERE ($1::uuid IS NULL OR client_id = $1) AND ($2::uuid IS NULL OR contract_id = $2)
       ORDER BY month DESC, issued_at DESC, id LIMIT $3`,
      [by.clientId, by.contractId, limit],
    );
  }

  /** In the order of their numbers. */
  async findCreditNotes(invoiceIds: readonly string[]): Promise<CreditNote[]> {
    return this.transactions.current.query(
      `SELECT ${CREDIT_NOTE} FROM credit_note WHERE invoice_id = ANY($1) ORDER BY issued_at, number`,
      [invoiceIds],
    );
  }

  async findCreditNote(id: string): Promise<CreditNote | undefined> {
    const rows: CreditNote[] = await this.transactions.current.query(
      `SELECT ${CREDIT_NOTE} FROM credit_note WHERE id = $1`,
      [id],
    );
    return rows[0];
  }
}
