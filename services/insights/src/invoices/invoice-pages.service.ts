import { Injectable } from '@nestjs/common';
import { SystemClock } from '@passant/platform';
import { type LinkQuery, LinksService, type SignedLink } from '../links/links.service';
import { CreditNotesService } from './credit-notes.service';
import type { CreditNoteDocument, InvoiceDocument } from './domain/documents';
import { InvoicesService } from './invoices.service';
import { InvoiceUnknown } from './invoices.errors';
import { InvoiceRenderer, type PageLanguage } from './invoice-renderer';

const LINK_SECONDS = 900;
const FILE = /^([0-9a-f-]{36})\.(de|en)\.html$/;

export type InvoicePage =
  | { readonly kind: 'page'; readonly html: string; readonly policy: string; readonly language: PageLanguage }
  | { readonly kind: 'expired' };

/** Invoices and credit notes as pages to print, behind signed links: a browser sends no token. */
@Injectable()
export class InvoicePagesService {
  /** Links live in wall time. */
  private readonly clock = new SystemClock();

  constructor(
    private readonly invoices: InvoicesService,
    private readonly notes: CreditNotesService,
    private readonly links: LinksService,
    private readonly renderer: InvoiceRenderer,
  ) {}

  linkTo(id: string, language: PageLanguage): SignedLink {
    const expiresAt = new Date(this.clock.now().getTime() + LINK_SECONDS * 1000);
    return this.links.sign(`/invoices/${id}.${language}.html`, expiresAt);
  }

  /** @throws LinkInvalid, InvoiceUnknown */
  async open(file: string, query: LinkQuery): Promise<InvoicePage> {
    if (this.links.check(`/invoices/${file}`, query, this.clock.now()) === 'expired') return { kind: 'expired' };
    const [, id, language] = FILE.exec(file) ?? [];
    if (id === undefined) throw new InvoiceUnknown();
    const document = await this.findDocument(id);
    return { kind: 'page', ...this.renderer.render(document, language as PageLanguage) };
  }

  private async findDocument(id: string): Promise<InvoiceDocument | CreditNoteDocument> {
    const note = await this.notes.findCreditNote(id);
    return note ? note.document : (await this.invoices.getInvoice(id)).document;
  }
}
