import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, type GraphqlContext } from '@passant/platform';
import { loadOne } from '../graphql/loader';
import { parseInput } from '../graphql/parse-input';
import { CreditNotesService } from './credit-notes.service';
import { InvoicePagesService } from './invoice-pages.service';
import { languageSchema, listSchema, monthOfContractSchema } from './invoice.input';
import {
  CreditNoteObject,
  InvoiceDraftObject,
  InvoiceObject,
  PrintableLinkObject,
  toCreditNoteObject,
  toDraftObject,
  toInvoiceObject,
} from './invoice.object';
import { InvoicesService } from './invoices.service';
import { InvoiceReaders } from './invoice-readers';

@Resolver(() => InvoiceObject)
export class InvoicesResolver {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly notes: CreditNotesService,
    private readonly pages: InvoicePagesService,
    private readonly readers: InvoiceReaders,
  ) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => InvoiceDraftObject, { description: 'What a month comes to as it stands, computed when asked.' })
  async draftInvoice(
    @Args('contractId', { type: () => ID }) contractId: string,
    @Args('month', { description: 'Local month of the market, YYYY-MM.' }) month: string,
  ): Promise<InvoiceDraftObject> {
    const given = parseInput(monthOfContractSchema, { contractId, month });
    return toDraftObject(await this.invoices.draft(given.contractId, given.month));
  }

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [InvoiceObject], { name: 'invoices', description: 'Newest month first. For a partner its own.' })
  async listInvoices(
    @CurrentActor() actor: Actor,
    @Args('clientId', { type: () => ID, nullable: true }) clientId?: string | null,
    @Args('contractId', { type: () => ID, nullable: true }) contractId?: string | null,
  ): Promise<InvoiceObject[]> {
    const given = parseInput(listSchema, { clientId, contractId });
    const own = await this.readers.findClientId(actor);
    const found = await this.invoices.listInvoices({ ...given, clientId: own ?? given.clientId });
    return found.map(toInvoiceObject);
  }

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('creditNotes', () => [CreditNoteObject], { description: 'In the order in which they were issued.' })
  async creditNotes(@Parent() { id }: InvoiceObject, @Context() context: GraphqlContext): Promise<CreditNoteObject[]> {
    const load = (ids: readonly string[]) => this.notes.listCreditNotes(ids);
    const notes = await loadOne(context, { owner: this.notes, load }, id);
    return (notes ?? []).map(toCreditNoteObject);
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('isReproduced', () => Boolean, {
    description: "Whether today's usage events come to the same, line by line, to the minor unit.",
  })
  isReproduced(@Parent() { invoice }: InvoiceObject): Promise<boolean> {
    return this.invoices.isReproduced(invoice);
  }

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('printable', () => PrintableLinkObject, { description: 'The page to print, good for 15 minutes.' })
  printable(
    @Parent() { id }: InvoiceObject,
    @Args('language', { defaultValue: 'de', description: 'de or en' }) language: string,
  ): PrintableLinkObject {
    return this.pages.linkTo(id, parseInput(languageSchema, { language }).language);
  }
}
