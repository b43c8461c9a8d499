import type { Amounts } from './money';
import type { InvoiceLine } from './compose-lines';

/** A party as printed: a company or authority, never a person. */
export interface Party {
  readonly name: string;
  readonly addressLines: readonly string[];
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  readonly vatId: string | null;
  /** A shared mailbox. */
  readonly email: string | null;
}

/** The terms that an invoice was written under. */
export interface SnapshotVersion {
  readonly id: string;
  readonly number: number;
  /** ISO 8601 */
  readonly effectiveFrom: string;
  readonly terms: object;
}

interface Issued extends Amounts {
  readonly number: string;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** Of the market: dates are printed in it. */
  readonly timeZone: string;
  readonly seller: Party;
  readonly buyer: Party;
  readonly currency: string;
  readonly vatBasisPoints: number;
  /** Why VAT is as it is, e.g. reverse charge. */
  readonly vatNote: string | null;
}

/** An issued invoice as it will always be read: nothing in it is looked up again. */
export interface InvoiceDocument extends Issued {
  readonly format: 'invoice/1';
  readonly contractId: string;
  readonly clientId: string;
  readonly market: string;
  readonly month: string;
  /** First instant of the local month, and the first after it, ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly InvoiceLine[];
  readonly versions: readonly SnapshotVersion[];
}

export interface CreditNoteDocument extends Issued {
  readonly format: 'credit-note/1';
  readonly invoice: { readonly id: string; readonly number: string; readonly issuedAt: string; readonly month: string };
  readonly reason: string;
}
