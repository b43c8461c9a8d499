import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { InvoiceLine } from './domain/compose-lines';
import type { CreditNote, Draft, Invoice } from './invoices.service';

const MINOR = 'Whole minor units of the currency.';

@ObjectType('InvoiceParty', { description: 'As printed: a company or authority.' })
export class InvoicePartyObject {
  @Field()
  name: string;

  @Field(() => [String])
  addressLines: readonly string[];

  @Field({ description: 'ISO 3166-1 alpha-2' })
  country: string;

  @Field(() => String, { nullable: true })
  vatId: string | null;

  @Field(() => String, { nullable: true })
  email: string | null;
}

@ObjectType('InvoiceIssuer', { description: 'Who writes invoices.' })
export class InvoiceIssuerObject extends InvoicePartyObject {
  @Field({ description: 'Begins its numbers.' })
  code: string;
}

@ObjectType('BillingDetails', { description: 'To whom a client is billed, and at which rate.' })
export class BillingDetailsObject extends InvoicePartyObject {
  @Field(() => ID)
  clientId: string;

  @Field(() => Int, { description: '1900 is 19 %.' })
  vatBasisPoints: number;

  @Field(() => String, { nullable: true, description: 'Why the rate is as it is, e.g. reverse charge; printed.' })
  vatNote: string | null;
}

@ObjectType('InvoiceLine', { description: 'Published figures of one product under one version of the contract.' })
export class InvoiceLineObject {
  @Field(() => Int)
  versionNumber: number;

  @Field()
  product: string;

  @Field(() => Int, { description: 'Answered questions with a published figure.' })
  questions: number;

  @Field(() => Float, { description: 'Published figures, a whole number.' })
  figures: number;

  @Field(() => Int)
  minorUnitsPerFigure: number;

  @Field(() => Float, { description: MINOR })
  netMinorUnits: number;

  @Field(() => [String], { description: 'pilot, sandbox, simulated; empty: none of these.' })
  marks: readonly string[];
}

const toLineObject = ({ marks = [], ...line }: InvoiceLine): InvoiceLineObject => ({ ...line, marks });

@ObjectType('InvoiceDraft', { description: 'What a month comes to as it stands. Not numbered, not owed.' })
export class InvoiceDraftObject {
  @Field(() => ID)
  contractId: string;

  @Field({ description: 'Local month of the market, YYYY-MM.' })
  month: string;

  @Field(() => GraphQLISODateTime)
  from: Date;

  @Field(() => GraphQLISODateTime, { description: 'First instant after the month.' })
  to: Date;

  @Field({ description: 'Whether it may be issued: the month is over, and has been for an hour.' })
  isOver: boolean;

  @Field({ description: 'ISO 4217' })
  currency: string;

  @Field(() => [InvoiceLineObject])
  lines: readonly InvoiceLineObject[];

  @Field(() => Float, { description: MINOR })
  netMinorUnits: number;

  @Field(() => Int, { nullable: true, description: 'Null where billing details are missing.' })
  vatBasisPoints: number | null;

  @Field(() => Float, { nullable: true, description: MINOR })
  vatMinorUnits: number | null;

  @Field(() => Float, { nullable: true, description: MINOR })
  grossMinorUnits: number | null;
}

@ObjectType({ isAbstract: true })
abstract class IssuedObject {
  @Field(() => ID)
  id: string;

  @Field({ description: "Without a gap within the issuer's year." })
  number: string;

  @Field(() => GraphQLISODateTime)
  issuedAt: Date;

  @Field(() => InvoicePartyObject)
  seller: InvoicePartyObject;

  @Field(() => InvoicePartyObject)
  buyer: InvoicePartyObject;

  @Field({ description: 'ISO 4217' })
  currency: string;

  @Field(() => Float, { description: MINOR })
  netMinorUnits: number;

  @Field(() => Int, { description: '1900 is 19 %.' })
  vatBasisPoints: number;

  @Field(() => String, { nullable: true })
  vatNote: string | null;

  @Field(() => Float, { description: `${MINOR} net × rate / 10,000 on the sum, half a unit and more rounded up.` })
  vatMinorUnits: number;

  @Field(() => Float, { description: MINOR })
  grossMinorUnits: number;

  @Field({ description: 'All of it as JSON, as it was issued: terms and parties too.' })
  document: string;
}

@ObjectType('CreditNote', { description: 'Takes back some or all of an invoice. Never changed.' })
export class CreditNoteObject extends IssuedObject {
  @Field(() => ID)
  invoiceId: string;

  @Field()
  invoiceNumber: string;

  @Field()
  reason: string;
}

@ObjectType('Invoice', { description: 'One a contract and local month. Never changed.' })
export class InvoiceObject extends IssuedObject {
  invoice: Invoice;

  @Field(() => ID)
  contractId: string;

  @Field(() => ID)
  clientId: string;

  @Field({ description: 'Local month of the market, YYYY-MM.' })
  month: string;

  @Field(() => [InvoiceLineObject])
  lines: readonly InvoiceLineObject[];
}

@ObjectType('PrintableLink', { description: 'Whoever has it may read the page until it ends.' })
export class PrintableLinkObject {
  @Field()
  url: string;

  @Field(() => GraphQLISODateTime)
  expiresAt: Date;
}

export const toDraftObject = ({ composed, billing, span, ...draft }: Draft): InvoiceDraftObject => ({
  ...{ contractId: draft.contractId, month: draft.month, isOver: draft.isOver },
  ...{ from: new Date(span.fromMs), to: new Date(span.toMs) },
  ...{ currency: composed.currency, lines: composed.lines.map(toLineObject), netMinorUnits: composed.netMinorUnits },
  vatBasisPoints: billing?.vatBasisPoints ?? null,
  vatMinorUnits: draft.vatMinorUnits ?? null,
  grossMinorUnits: draft.grossMinorUnits ?? null,
});

const toIssued = ({ id, number, issuedAt, document }: Invoice | CreditNote) => ({
  ...{ id, number, issuedAt, seller: document.seller, buyer: document.buyer, currency: document.currency },
  ...{ netMinorUnits: document.netMinorUnits, vatMinorUnits: document.vatMinorUnits },
  ...{ grossMinorUnits: document.grossMinorUnits, vatBasisPoints: document.vatBasisPoints },
  ...{ vatNote: document.vatNote, document: JSON.stringify(document) },
});

export const toInvoiceObject = (invoice: Invoice): InvoiceObject => ({
  ...{ ...toIssued(invoice), invoice, contractId: invoice.contractId, clientId: invoice.clientId },
  ...{ month: invoice.month, lines: invoice.document.lines.map(toLineObject) },
});

export const toCreditNoteObject = (note: CreditNote): CreditNoteObject => ({
  ...{ ...toIssued(note), invoiceId: note.invoiceId, invoiceNumber: note.document.invoice.number },
  reason: note.document.reason,
});
