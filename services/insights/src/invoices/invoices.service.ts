import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, ContractId, Month, TimeZone } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Contract, ContractsService } from '../contracts/contracts.service';
import { Transactions } from '../database/transactions';
import { findMarks } from '../markets/markets.service';
import { UsageService } from '../usage/usage.service';
import { ZonesService } from '../zones/zones.service';
import { type BillingDetails, BillingPartiesService } from './billing-parties.service';
import { type ComposedLines, composeLines } from './domain/compose-lines';
import { toNumber } from './domain/document-number';
import type { InvoiceDocument, Party } from './domain/documents';
import { isSettled, type MonthSpan, toSpan, yearAt } from './domain/invoice-month';
import { type Amounts, toAmounts } from './domain/money';
import * as errors from './invoices.errors';
import { type Invoice, InvoicesRepository } from './invoices.repository';

export type { CreditNote, Invoice } from './invoices.repository';

/** What a month of a contract comes to as far as it is known: an invoice where it is over, a draft until then. */
export interface Draft extends Partial<Amounts> {
  readonly contractId: ContractId;
  readonly month: Month;
  readonly span: MonthSpan;
  readonly timeZone: TimeZone;
  readonly composed: Extract<ComposedLines, { kind: 'composed' }>;
  /** Null: billing details are missing, so VAT is not known. */
  readonly billing: BillingDetails | null;
  readonly isOver: boolean;
}

/** What an invoice is made of. */
@Injectable()
export class InvoiceSources {
  constructor(
    readonly contracts: ContractsService,
    readonly usage: UsageService,
    readonly zones: ZonesService,
    readonly parties: BillingPartiesService,
  ) {}
}

const MOST_LISTED = 1000;

/** Invoices: computed from usage events, then issued once, for ever. */
@Injectable()
export class InvoicesService {
  constructor(
    private readonly invoices: InvoicesRepository,
    private readonly sources: InvoiceSources,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ContractUnknown, CurrenciesMixed, InvoiceNotReproduced */
  async draft(contractId: ContractId, month: Month): Promise<Draft> {
    const contract = await this.sources.contracts.getContract(contractId);
    const { draft } = await this.compose(contract, month);
    return draft;
  }

  /**
   * Issues a month's invoice: the next number of the issuer's year, and everything about it as it is now, for ever.
   *
   * @param issuerCode null: the only issuer there is
   * @throws ContractUnknown, MonthNotOver, InvoiceExists, InvoiceEmpty, IssuerUnknown, BillingDetailsMissing,
   * CurrenciesMixed, InvoiceNotReproduced
   */
  issue(contractId: ContractId, month: Month, issuerCode: string | null): Promise<Invoice> {
    return this.transactions.run(async (transaction) => {
      await this.invoices.lock(transaction, `${contractId} ${month}`);
      const before = await this.invoices.findInvoice({ contractId, month });
      if (before) throw new errors.InvoiceExists(before.number);
      const contract = await this.sources.contracts.getContract(contractId);
      const { draft, market } = await this.compose(contract, month);
      if (!draft.isOver) throw new errors.MonthNotOver();
      if (draft.composed.lines.length === 0) throw new errors.InvoiceEmpty();
      const { code, ...seller } = await this.sources.parties.getIssuer(issuerCode);
      const billing = await this.sources.parties.getBillingDetails(contract.clientId);
      const now = this.clock.now();
      const year = yearAt(now.getTime(), draft.timeZone);
      const kind = 'invoice' as const;
      const sequence = await this.invoices.takeNumber(transaction, { issuerCode: code, kind, year });
      const number = toNumber({ kind, issuerCode: code, year, sequence });
      const document = toDocument({ draft, contract, market, seller, billing }, number, now);
      const { clientId } = contract;
      const invoice = { id: randomUUID(), number, issuerCode: code, contractId, clientId, month, document };
      await this.invoices.addInvoice(transaction, { ...invoice, issuedAt: now });
      return { ...invoice, issuedAt: now };
    });
  }

  /** Newest month first. */
  listInvoices(by: { clientId: ClientId | null; contractId: ContractId | null }): Promise<Invoice[]> {
    return this.invoices.findInvoices(by, MOST_LISTED);
  }

  /** @throws InvoiceUnknown, also where it is another client's */
  async getInvoice(id: string, clientId: ClientId | null = null): Promise<Invoice> {
    const invoice = await this.invoices.findInvoice({ id });
    if (!invoice || (clientId !== null && invoice.clientId !== clientId)) throw new errors.InvoiceUnknown();
    return invoice;
  }

  /** Whether today's usage events still come to what was invoiced, line by line, to the minor unit. */
  async isReproduced({ contractId, document }: Invoice): Promise<boolean> {
    const contract = await this.sources.contracts.getContract(contractId);
    const span = { fromMs: Date.parse(document.from), toMs: Date.parse(document.to) };
    const composed = composeLines(await this.sources.usage.sumEvents(contractId, span), toPriced(contract));
    return (
      composed.kind === 'composed' &&
      composed.netMinorUnits === document.netMinorUnits &&
      toComparable(composed.lines) === toComparable(document.lines)
    );
  }

  private async compose(contract: Contract, month: Month): Promise<{ draft: Draft; market: string }> {
    const { market } = contract.versions.at(-1)!.terms;
    const { timeZone } = await this.sources.zones.getPlan(market);
    const span = toSpan(month, timeZone);
    const composed = composeLines(await this.sources.usage.sumEvents(contract.id, span), toPriced(contract));
    if (composed.kind === 'refused') {
      throw composed.reason === 'CURRENCIES_MIXED' ? new errors.CurrenciesMixed() : new errors.InvoiceNotReproduced();
    }
    const billing = (await this.sources.parties.findBillingDetails(contract.clientId)) ?? null;
    const amounts = billing ? toAmounts(composed.netMinorUnits, billing.vatBasisPoints) : {};
    const isOver = isSettled(span, this.clock.now().getTime());
    const draft = { contractId: contract.id, month, span, timeZone, composed, billing, isOver, ...amounts };
    return { draft, market };
  }
}

interface Parts {
  readonly draft: Draft;
  readonly contract: Contract;
  readonly market: string;
  readonly seller: Party;
  readonly billing: BillingDetails;
}

function toDocument(parts: Parts, number: string, now: Date): InvoiceDocument {
  const { draft, contract, market, seller, billing } = parts;
  const { clientId, vatBasisPoints, vatNote, ...buyer } = billing;
  const { currency, lines, netMinorUnits } = draft.composed;
  const billed = new Set(lines.map(({ versionNumber }) => versionNumber));
  return {
    ...{ format: 'invoice/1', number, issuedAt: now.toISOString(), contractId: contract.id, clientId, market },
    ...{ month: draft.month, timeZone: draft.timeZone, seller, buyer },
    from: new Date(draft.span.fromMs).toISOString(),
    to: new Date(draft.span.toMs).toISOString(),
    ...{ currency, lines, vatBasisPoints, vatNote, ...toAmounts(netMinorUnits, vatBasisPoints) },
    versions: contract.versions
      .filter((version) => billed.has(version.number))
      .map((version) => ({
        ...{ id: version.id, number: version.number, terms: version.terms },
        effectiveFrom: new Date(version.effectiveFromMs).toISOString(),
      })),
  };
}

const toPriced = ({ versions, market, kind }: Contract) => {
  const marks = findMarks(market, kind);
  return versions.map(({ id, number, terms: { price } }) => ({ id, number, ...price, marks }));
};

/** PostgreSQL orders the keys of a kept document as it likes. */
const toComparable = (lines: InvoiceDocument['lines']): string =>
  JSON.stringify(lines.map((line) => Object.entries(line).sort(([one], [other]) => (one < other ? -1 : 1))));
