import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ContractId, Day, MarketId, Product, Purpose, ReleaseId, ZoneId } from '@passant/contracts';
import { type Grant, EntitlementsService } from '../contracts/entitlements.service';
import { type Transaction, Transactions } from '../database/transactions';
import { CredentialsService } from '../oauth/credentials.service';
import { UsageService } from '../usage/usage.service';
import type { Client } from '../clients/clients.service';
import { findExcess } from './domain/check-size';
import { type AskedProduct, composeSeries, type Series, type ZoneRow } from './domain/compose-series';
import { listPeriods, type Period, type PeriodGrain, toWholePeriods } from './domain/periods';
import { GrainNotAvailable, PeriodReversed, QuestionTooLarge } from './figures.errors';
import { FiguresSource, type PlanZone } from './figures-source';

/** What a partner asks. `from` and `to` are local days, both included. */
export interface Question {
  readonly product: AskedProduct;
  readonly zoneIds: readonly ZoneId[];
  readonly from: Day;
  readonly to: Day;
  readonly grain: PeriodGrain;
  readonly purpose: Purpose | null;
  readonly contractId: ContractId | null;
}

export interface ZoneSeries extends Series {
  readonly zone: PlanZone;
  readonly periods: readonly Period[];
}

/** The OAuth client that asks, and the gateway's id of its request. */
export interface Asker {
  readonly apiClientId: string;
  readonly requestId: string;
}

/** Which released table answers. */
const TABLES = { presence: 'presence', visitors: 'dwell' } as const satisfies Record<AskedProduct, Product>;

/** Where an answer is written down, with the figures or not at all. */
@Injectable()
export class Books {
  constructor(
    readonly transactions: Transactions,
    readonly usage: UsageService,
  ) {}
}

/** Figures for partners: inside their contract, and metered in the transaction that reads them. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly entitlements: EntitlementsService,
    private readonly credentials: CredentialsService,
    private readonly source: FiguresSource,
    private readonly books: Books,
  ) {}

  /**
   * One series a zone, in the order asked.
   *
   * @throws PeriodReversed, GrainNotAvailable, QuestionTooLarge, CredentialsRevoked, ContractNotActive, ContractUnknown,
   * EntitlementMissing, ZoneUnknown
   */
  async ask(given: Question, asker: Asker): Promise<ZoneSeries[]> {
    const question = { ...given, zoneIds: [...new Set(given.zoneIds)] };
    checkQuestion(question);
    const client = await this.credentials.getClient(asker.apiClientId);
    const whole = toWholePeriods(question.grain, question.from, question.to);
    const grant = await this.entitlements.getGrant(client.id, { ...question, ...whole }, question.contractId);
    const plan = await this.source.getPlanZones(grant.terms.market, question.zoneIds);
    const periods = listPeriods(question.grain, question, plan.timeZone);
    const scope = {
      market: grant.terms.market,
      purpose: grant.terms.purpose,
      product: TABLES[question.product],
      ...whole,
    };
    return this.books.transactions.run(async (transaction) => {
      const tables = await this.source.readTables(transaction, scope, question.zoneIds);
      const asked = { ...question, periods };
      const series: ZoneSeries[] = [];
      for (const zone of plan.zones) {
        const rows = zone.covered ? (tables.rows.get(zone.id) ?? NO_ROWS) : NO_ROWS;
        series.push({ zone, periods, ...composeSeries(asked, tables.releases, rows) });
        if (series.length % ZONES_A_TURN === 0) await setImmediate();
      }
      await this.note(transaction, { question, asker, client, grant, series });
      return series;
    });
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

  private async note(transaction: Transaction, answer: Answer): Promise<void> {
    const { question, asker, client, grant, series } = answer;
    const usageEventId = await this.books.usage.noteAnswer(transaction, {
      ...{
        requestId: asker.requestId,
        question,
        clientId: client.id,
        product: question.product,
        grain: question.grain,
      },
      ...{ contractId: grant.contractId, contractVersionId: grant.versionId, price: grant.terms.price },
      statuses: series.flatMap(({ statuses }) => statuses),
    });
    if (usageEventId === null) return;
    const sold = countSold(series);
    await this.source.noteSale(transaction, { usageEventId, kindOfBuyer: client.kindOfBuyer, sold });
  }
}

interface Answer {
  readonly question: Question;
  readonly asker: Asker;
  readonly client: Client;
  readonly grant: Grant;
  readonly series: readonly ZoneSeries[];
}

/** A large answer takes a second or two: others get their turn in between. */
const ZONES_A_TURN = 20;

const NO_ROWS: ReadonlyMap<ReleaseId, ZoneRow> = new Map();

function checkQuestion(question: Question): void {
  if (question.to < question.from) throw new PeriodReversed();
  if (question.product === 'visitors' && question.grain === 'HOUR') throw new GrainNotAvailable();
  const excess = findExcess({ zones: question.zoneIds.length, grain: question.grain }, question);
  if (excess) throw new QuestionTooLarge(excess.kind, excess.most);
}

/** Published figures by the releases they were made of. */
function countSold(series: readonly Series[]): Map<ReleaseId, number> {
  const sold = new Map<ReleaseId, number>();
  for (const { soldByRelease } of series) {
    for (const [releaseId, figures] of soldByRelease) sold.set(releaseId, (sold.get(releaseId) ?? 0) + figures);
  }
  return sold;
}

function joinZones(grants: readonly Grant[]): readonly ZoneId[] | 'all' {
  const zones = grants.map(({ terms }) => terms.zones);
  return zones.some((some) => some === 'all') ? 'all' : zones.flatMap((some) => (some === 'all' ? [] : some));
}
