import { Args, Float, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type ClientId, clientIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { BillingPartiesService } from './billing-parties.service';
import { CreditNotesService } from './credit-notes.service';
import { BillingDetailsInput, billingDetailsSchema, InvoiceIssuerInput, issuerSchema } from './invoice.input';
import { creditSchema, issueSchema } from './invoice.input';
import {
  BillingDetailsObject,
  CreditNoteObject,
  InvoiceIssuerObject,
  InvoiceObject,
  toCreditNoteObject,
  toInvoiceObject,
} from './invoice.object';
import { InvoicesService } from './invoices.service';

/** What staff does about invoices. */
@Resolver()
export class InvoicingResolver {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly notes: CreditNotesService,
    private readonly parties: BillingPartiesService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [InvoiceIssuerObject])
  invoiceIssuers(): Promise<InvoiceIssuerObject[]> {
    return this.parties.listIssuers();
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => BillingDetailsObject, { nullable: true })
  async billingDetails(@Args('clientId', { type: () => ID }) clientId: string): Promise<BillingDetailsObject | null> {
    return (await this.parties.findBillingDetails(parseInput(clientIdSchema, clientId))) ?? null;
  }

  @AllowStaff('admin')
  @Mutation(() => InvoiceIssuerObject, { description: 'Counts for invoices issued from now on.' })
  setInvoiceIssuer(@Args('input') input: InvoiceIssuerInput, @CurrentAct() act: Act): Promise<InvoiceIssuerObject> {
    const issuer = parseInput(issuerSchema, input);
    return this.acts.perform(
      act,
      () => this.parties.setIssuer(issuer),
      ({ id }) => ({ kind: 'invoice-issuer', id }),
    );
  }

  @AllowStaff('admin')
  @Mutation(() => BillingDetailsObject, { description: 'Counts for invoices issued from now on.' })
  setBillingDetails(
    @Args('clientId', { type: () => ID }) given: string,
    @Args('input') input: BillingDetailsInput,
    @CurrentAct() act: Act,
  ): Promise<BillingDetailsObject> {
    const clientId: ClientId = parseInput(clientIdSchema, given);
    const details = { ...parseInput(billingDetailsSchema, input), clientId };
    const set = () => this.parties.setBillingDetails(details);
    return this.acts.perform(act, set, () => ({ kind: 'client', id: clientId }));
  }

  @AllowStaff('admin')
  @Mutation(() => InvoiceObject, { description: 'Once a contract and month, and only when the month is over.' })
  async issueInvoice(
    @Args('contractId', { type: () => ID }) contractId: string,
    @Args('month', { description: 'Local month of the market, YYYY-MM.' }) month: string,
    @Args('issuer', { type: () => String, nullable: true, description: 'Its code; needed where there are several.' })
    issuer: string | null | undefined,
    @CurrentAct() act: Act,
  ): Promise<InvoiceObject> {
    const given = parseInput(issueSchema, { contractId, month, issuer });
    const issue = () => this.invoices.issue(given.contractId, given.month, given.issuer);
    return toInvoiceObject(await this.acts.perform(act, issue, ({ id }) => ({ kind: 'invoice', id })));
  }

  @AllowStaff('admin')
  @Mutation(() => CreditNoteObject, { description: 'Takes back some or all of an invoice, never more.' })
  async creditInvoice(
    @Args('invoiceId', { type: () => ID }) invoiceId: string,
    @Args('reason') reason: string,
    @Args('netMinorUnits', {
      type: () => Float,
      nullable: true,
      description: 'A whole number; null: all that is left.',
    })
    netMinorUnits: number | null | undefined,
    @CurrentAct() act: Act,
  ): Promise<CreditNoteObject> {
    const credit = parseInput(creditSchema, { invoiceId, reason, netMinorUnits });
    const issue = () => this.notes.issue(credit);
    return toCreditNoteObject(await this.acts.perform(act, issue, ({ id }) => ({ kind: 'credit-note', id })));
  }
}
