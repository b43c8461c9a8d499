import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { TimeZone } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { decideCredit } from './domain/decide-credit';
import { toNumber } from './domain/document-number';
import type { CreditNoteDocument } from './domain/documents';
import { yearAt } from './domain/invoice-month';
import { InvoiceUnknown, MoreThanInvoiced, NothingToCredit } from './invoices.errors';
import { type CreditNote, type Invoice, InvoicesRepository } from './invoices.repository';

/** What is taken back of an invoice, and why. */
export interface Credit {
  readonly invoiceId: string;
  /** Null: all that is left of it. */
  readonly netMinorUnits: number | null;
  readonly reason: string;
}

/** Credit notes: the only way to change what was invoiced. */
@Injectable()
export class CreditNotesService {
  constructor(
    private readonly invoices: InvoicesRepository,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Notes about one invoice follow one another, so that they never come to more than it. @throws InvoiceUnknown, MoreThanInvoiced, NothingToCredit */
  issue({ invoiceId, netMinorUnits, reason }: Credit): Promise<CreditNote> {
    return this.transactions.run(async (transaction) => {
      await this.invoices.lock(transaction, invoiceId);
      const invoice = await this.invoices.findInvoice({ id: invoiceId });
      if (!invoice) throw new InvoiceUnknown();
      const before = await this.invoices.findCreditNotes([invoiceId]);
      const credited = before.reduce((sum, note) => sum + note.netMinorUnits, 0);
      const decision = decideCredit(invoice.document, credited, netMinorUnits);
      if (decision.kind === 'refused') {
        throw decision.reason === 'MORE_THAN_INVOICED' ? new MoreThanInvoiced() : new NothingToCredit();
      }
      const now = this.clock.now();
      const { issuerCode } = invoice;
      const kind = 'credit-note' as const;
      const year = yearAt(now.getTime(), invoice.document.timeZone as TimeZone);
      const sequence = await this.invoices.takeNumber(transaction, { issuerCode, kind, year });
      const number = toNumber({ kind, issuerCode, year, sequence });
      const document = { ...toDocument(invoice, reason), ...decision.amounts, number, issuedAt: now.toISOString() };
      const note = { id: randomUUID(), number, invoiceId, netMinorUnits: decision.amounts.netMinorUnits, document };
      await this.invoices.addCreditNote(transaction, { ...note, issuedAt: now });
      return { ...note, issuedAt: now };
    });
  }

  /** By invoice, in the order in which they were issued. */
  async listCreditNotes(invoiceIds: readonly string[]): Promise<Map<string, CreditNote[]>> {
    const byInvoice = new Map<string, CreditNote[]>(invoiceIds.map((id) => [id, []]));
    for (const note of await this.invoices.findCreditNotes(invoiceIds)) byInvoice.get(note.invoiceId)!.push(note);
    return byInvoice;
  }

  findCreditNote(id: string): Promise<CreditNote | undefined> {
    return this.invoices.findCreditNote(id);
  }
}

type Numbered = 'number' | 'issuedAt' | 'netMinorUnits' | 'vatMinorUnits' | 'grossMinorUnits';

function toDocument({ id, document }: Invoice, reason: string): Omit<CreditNoteDocument, Numbered> {
  const { number, issuedAt, month, timeZone, seller, buyer, currency, vatBasisPoints, vatNote } = document;
  return {
    ...{ format: 'credit-note/1', invoice: { id, number, issuedAt, month }, reason },
    ...{ timeZone, seller, buyer, currency, vatBasisPoints, vatNote },
  };
}
