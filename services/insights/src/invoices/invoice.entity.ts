import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CreditNoteDocument, InvoiceDocument } from './domain/documents';

/** Who writes invoices. Append-only: the newest of a code counts. */
@Entity('invoice_issuer')
@Index('invoice_issuer_code', ['code', 'setAt'])
export class InvoiceIssuerEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  code: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  addressLines: string[];

  @Column('text')
  country: string;

  @Column('text', { nullable: true })
  vatId: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('timestamptz')
  setAt: Date;
}

/** To whom a client's invoices are written, and at which rate. Append-only: the newest of a client counts. */
@Entity('billing_details')
@Index('billing_details_client', ['clientId', 'setAt'])
export class BillingDetailsEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  addressLines: string[];

  @Column('text')
  country: string;

  @Column('text', { nullable: true })
  vatId: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('integer')
  vatBasisPoints: number;

  @Column('text', { nullable: true })
  vatNote: string | null;

  @Column('timestamptz')
  setAt: Date;
}

/** The last number given, by issuer, kind and year. Raised in the transaction that uses it: so there is no gap. */
@Entity('invoice_number')
export class InvoiceNumberEntity {
  @PrimaryColumn('text')
  issuerCode: string;

  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('integer')
  year: number;

  @Column('integer')
  last: number;
}

/** An issued invoice. Append-only, once a contract and month. */
@Entity('invoice')
@Unique('invoice_month', ['contractId', 'month'])
@Unique('invoice_by_number', ['number'])
export class InvoiceEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('text')
  issuerCode: string;

  @Column('uuid')
  contractId: string;

  @Column('uuid')
  clientId: string;

  @Column('text')
  month: string;

  @Column('jsonb')
  document: InvoiceDocument;

  @Column('timestamptz')
  issuedAt: Date;
}

/** Takes back some or all of an invoice. Append-only. */
@Entity('credit_note')
@Index('credit_note_invoice', ['invoiceId'])
@Unique('credit_note_by_number', ['number'])
export class CreditNoteEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('uuid')
  invoiceId: string;

  @Column('bigint')
  netMinorUnits: string;

  @Column('jsonb')
  document: CreditNoteDocument;

  @Column('timestamptz')
  issuedAt: Date;
}
