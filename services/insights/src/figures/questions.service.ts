import { Injectable } from '@nestjs/common';
import {
  type ContractId,
  type Day,
  type MarketId,
  type Period as ReleasedPeriod,
  type Product,
  PRODUCTS,
  type Purpose,
  type ReleaseId,
  type Table,
  TABLES_OF,
  type TimeZone,
  type ZoneId,
} from '@passant/contracts';
import { StopsService } from '@passant/platform';
import type { Client } from '../clients/clients.service';
import { ContractUnknown } from '../contracts/contracts.errors';
import { type ExportFormat, type Grant, EntitlementsService } from '../contracts/entitlements.service';
import { type Transaction, Transactions } from '../database/transactions';
import { CredentialsService } from '../oauth/credentials.service';
import { type StatusCounts, UsageService } from '../usage/usage.service';
import { type Excess, findExcess, type Limits } from './domain/check-size';
import type { Tariff } from './domain/cost';
import { type PeriodGrain, toWholePeriods } from './domain/periods';
import type { Tables } from './domain/released-tables';
import type { AskedProduct } from './domain/units';
import { PeriodReversed, QuestionTooLarge } from './figures.errors';
import { ZoneUnknown } from '../zones/zones.errors';
import { FiguresSource, type PlanZone, type PlanZones, type RowsOf, type Wanted } from './figures-source';

/** What every question says. `from` and `to` are local days, both included. */
export interface Question {
  readonly product: AskedProduct;
  /** 'granted': all that the contract covers. */
  readonly zoneIds: readonly ZoneId[] | 'granted';
  /** With 'granted': zones that the contract must cover all the same. */
  readonly named?: readonly ZoneId[];
  readonly from: Day;
  readonly to: Day;
  readonly grain: PeriodGrain;
  /** Where it is about more days than `from` to `to`: all of them. */
  readonly reach?: { readonly firstDay: Day; readonly lastDay: Day };
  readonly purpose: Purpose | null;
  readonly contractId: ContractId | null;
  /** Where the answer is to be a file. */
  readonly format?: ExportFormat;
}

/** The OAuth client that asks, the gateway's id of its request, and how it asks. */
export interface Asker {
  /** null: staff look what the buyer of the contract that the question names would get. They only ever ask for an estimate. */
  readonly apiClientId: string | null;
  readonly requestId: string;
  /** Only what it would cost: judged alike, but nothing is read of figures, noted or billed. */
  readonly estimate?: boolean;
  /** The same answer to the same question under the same key is billed once, in however many requests. */
  readonly idempotencyKey?: string | null;
  /** It was admitted before ({@link QuestionsService.admit}), and counted in its minute. */
  readonly isAdmitted?: boolean;
}

/** An answer is composed of what is on sale; it is given once it is noted. */
export interface Desk extends PlanZones {
  readonly market: MarketId;
  /** Whole periods that the question touches. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly source: FiguresSource;
  /** What it is answered under. */
  readonly grant: Grant;
  readonly tariff: Tariff;
  /** Released tables of those days (of an estimate without rows: nothing of it is published), of the covered ones among these zones (all zones asked for, where none are named), or of rows that each table says. */
  readonly read: (
    wanted: { tables: readonly Table[]; rowsOf: readonly Table[] } & Partial<Reach> & Pick<Wanted, 'heads'>,
  ) => Promise<Tables>;
}

interface Reach {
  readonly zoneIds: RowsOf;
  readonly first: ReleasedPeriod;
  readonly last: ReleasedPeriod;
}

export interface Composed<Answer> {
  readonly answer: Answer;
  readonly counts: StatusCounts;
  /** Published figures by the releases they were made of. */
  readonly sold: ReadonlyMap<ReleaseId, number>;
  /** Published figures by the zone that they are of; what is of several together is of none. */
  readonly zones?: ReadonlyMap<ZoneId, number>;
}

/** Written with the note of an answer, in its transaction. */
export type Settle<Answer> = (transaction: Transaction, answer: Answer) => Promise<void>;

/** Where an answer is written down, with the figures or not at all. */
@Injectable()
export class Books {
  constructor(
    readonly transactions: Transactions,
    readonly usage: UsageService,
    readonly stops: StopsService,
  ) {}
}

/** Answers for partners: inside their contract, and metered before they are given. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly entitlements: EntitlementsService,
    private readonly credentials: CredentialsService,
    private readonly source: FiguresSource,
    private readonly books: Books,
  ) {}

  /**
   * `settle`: what has to be written down with the answer, or neither of them.
   *
   * @throws PeriodReversed, QuestionTooLarge, CredentialsRevoked, ContractNotActive, ContractUnknown,
   * EntitlementMissing, MarketNotSelling, MethodApprovalLapsed, ProcessingStopped, StopsUnknown, ZoneUnknown, RateExceeded, QuotaExceeded
   */
  async answer<Answer>(
    question: Question,
    asker: Asker,
    compose: (desk: Desk) => Promise<Composed<Answer>>,
    settle?: Settle<Answer>,
  ): Promise<Answer> {
    const { client, whole, grant, plan } = await this.admit(question, asker);
    const { market, purpose } = grant.terms;
    const tariff = await this.findTariff(grant, asker, plan.timeZone);
    const products = new Set<Product>();
    const read: Desk['read'] = ({ zoneIds = coveredOf(plan.zones), first, last, ...wanted }) => {
      for (const product of productsOf(wanted.tables)) products.add(product);
      this.refuseStopped(grant, products);
      const reach = { first: first ?? whole.firstDay, last: last ?? whole.lastDay };
      return this.source.readTables({ market, purpose, ...wanted, ...reach, headsOnly: tariff.isEstimate }, zoneIds);
    };
    // No connection is held while an answer is composed: releases never change, so a transaction would make nothing safer.
    const composed = await compose({ ...plan, ...whole, market, source: this.source, grant, tariff, read });
    // What was stopped meanwhile is not handed out, and not billed.
    this.refuseStopped(grant, products);
    if (tariff.isEstimate) return composed.answer;
    // A file takes minutes: who may not ask any more gets none, and pays for none.
    if (question.format !== undefined) await this.admit(question, { ...asker, isAdmitted: true });
    const settling = settle && ((transaction: Transaction) => settle(transaction, composed.answer));
    await this.note({ question, asker, client, grant, composed, timeZone: plan.timeZone }, settling);
    return composed.answer;
  }

  /**
   * Whether it may be asked right now; counted as a question of this minute.
   *
   * @throws as {@link answer}, but for what only its figures show
   */
  async admit(question: Question, { apiClientId, isAdmitted }: Pick<Asker, 'apiClientId' | 'isAdmitted'>) {
    if (question.to < question.from) throw new PeriodReversed();
    const client = await this.getClient(apiClientId, question.contractId);
    const whole = question.reach ?? toWholePeriods(question.grain, question.from, question.to);
    const named = question.zoneIds === 'granted' ? (question.named ?? []) : question.zoneIds;
    const grant = await this.entitlements.getGrant(
      client.id,
      { ...question, ...whole, zoneIds: named },
      question.contractId,
    );
    this.refuseStopped(grant, new Set(PRODUCTS.filter((product) => product === question.product)));
    const { market, zones, questionsPerMinute } = grant.terms;
    if (!isAdmitted) await this.books.usage.countQuestion(grant.contractId, questionsPerMinute);
    const plan = await this.source.getPlanZones(market, question.zoneIds === 'granted' ? zones : question.zoneIds);
    const ids = new Set(plan.zones.map(({ id }) => id));
    const unknown = named.filter((id) => !ids.has(id));
    if (unknown.length > 0) throw new ZoneUnknown(unknown);
    return { client, whole, grant, plan };
  }

  /** Who asks, or whose contract staff look at. @throws CredentialsRevoked, ContractUnknown */
  private async getClient(apiClientId: string | null, contractId: ContractId | null): Promise<Client> {
    if (apiClientId !== null) return this.credentials.getClient(apiClientId);
    if (contractId === null) throw new ContractUnknown();
    return this.credentials.getBuyer((await this.entitlements.getParty(contractId)).clientId);
  }

  private async findTariff(
    { contractId, terms, marks }: Grant,
    { estimate }: Asker,
    timeZone: TimeZone,
  ): Promise<Tariff> {
    const { price, quota } = terms;
    const quotaLeft = estimate ? await this.books.usage.measureLeft(contractId, quota, timeZone) : null;
    return { isEstimate: estimate === true, contractId, price, quotaLeft, marks };
  }

  /** Zones that a partner's contracts cover. @throws CredentialsRevoked, ContractNotActive, ContractUnknown */
  async listZones(apiClientId: string, contractId: ContractId | null): Promise<PlanZone[]> {
    const client = await this.credentials.getClient(apiClientId);
    const grants = await this.entitlements.getGrants(client.id, contractId);
    const markets = [...new Set(grants.map(({ terms }) => terms.market))];
    const zones = await Promise.all(
      markets.map((market) =>
        this.source.findZones(market, joinZones(grants.filter(({ terms }) => terms.market === market))),
      ),
    );
    return zones.flat();
  }

  /** All zones of a market, for staff. @throws MarketUnknown */
  listAllZones(market: MarketId | null): Promise<PlanZone[]> {
    return this.source.findAllZones(market);
  }

  /** Whatever the question is called: by the released products that its figures are made of. */
  private refuseStopped({ terms: { market, purpose } }: Grant, products: ReadonlySet<Product>): void {
    if (products.size === 0) this.books.stops.refuseStopped({ market, purpose });
    for (const product of products) this.books.stops.refuseStopped({ market, purpose, product });
  }

  /** All of it or nothing. One statement, shared with other answers, but where a hard quota may refuse it, a release is used for the first time or there is more to write. */
  private async note(
    { question, asker, client, grant, timeZone, composed }: Noted,
    settle?: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    const { counts, sold, zones = new Map<ZoneId, number>() } = composed;
    const { transactions, usage } = this.books;
    const answered = {
      ...{ requestId: asker.requestId, idempotencyKey: asker.idempotencyKey ?? null, question, counts, sold, zones },
      ...{ quota: grant.terms.quota, timeZone },
      ...{ clientId: client.id, product: question.product, grain: question.grain },
      ...{ contractId: grant.contractId, contractVersionId: grant.versionId, price: grant.terms.price },
    };
    const unused = this.source.findUnused(client.kindOfBuyer, sold.keys());
    const isAlone = unused.length === 0 && answered.quota?.kind !== 'hard' && !settle;
    if (isAlone && !transactions.isRunning) return usage.noteAnswer(answered);
    await transactions.run(async (transaction) => {
      await usage.noteAnswerIn(transaction, answered);
      if (unused.length > 0) await this.source.noteUses(transaction, client.kindOfBuyer, unused);
      await settle?.(transaction);
    });
    if (!transactions.isRunning) this.source.rememberUses(client.kindOfBuyer, unused);
  }
}

interface Noted {
  readonly question: Question;
  readonly asker: Asker;
  readonly client: Client;
  readonly grant: Grant;
  readonly composed: Composed<unknown>;
  readonly timeZone: TimeZone;
}

/** @throws QuestionTooLarge */
export function checkSize(
  size: { zones: number; grain: PeriodGrain; each?: number },
  period: { from: Day; to: Day },
  limits?: Limits,
): void {
  // A reversed period is told as such, before its size.
  if (period.to < period.from) throw new PeriodReversed();
  const excess = findExcess(size, period, limits);
  if (excess) throw new QuestionTooLarge(excess.kind satisfies Excess, excess.most);
}

const coveredOf = (zones: readonly PlanZone[]): ZoneId[] => zones.flatMap(({ id, covered }) => (covered ? [id] : []));

const productsOf = (tables: readonly Table[]): Product[] =>
  PRODUCTS.filter((product) => TABLES_OF[product].some((table: Table) => tables.includes(table)));

function joinZones(grants: readonly Grant[]): readonly ZoneId[] | 'all' {
  const zones = grants.map(({ terms }) => terms.zones);
  return zones.some((some) => some === 'all') ? 'all' : zones.flatMap((some) => (some === 'all' ? [] : some));
}
