import type { Credentials } from './credentials';
import { PassantError } from './errors';
import * as graph from './generated/graph';
import { Tokens } from './tokens';
import { Transport } from './transport';
import { PATIENCE, type Patience } from './wait';

export interface PassantSettings {
  /** Where Passant is, e.g. `https://passant.example`. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly patience?: Partial<Patience>;
  /** The platform's, where not given. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
}

/** One flow: trips between two zones. */
export interface Flow {
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  /** Null: all that were asked for, together. */
  readonly dayPart: string | null;
  readonly start: Date;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}

type FlowsPage = NonNullable<graph.FlowsQuery['flows']>;
type PagedFlows = Omit<graph.FlowsQueryVariables, 'after' | 'idempotencyKey'>;

/** Figures for partners. Every method asks one question, which the contract is charged for. */
export class PassantClient {
  private readonly transport: Transport;

  constructor({ url, credentials, patience, fetch = globalThis.fetch }: PassantSettings) {
    const base = url.replace(/\/+$/, '');
    const tokens = new Tokens(base, credentials, fetch);
    this.transport = new Transport(base, tokens, { fetch, patience: { ...PATIENCE, ...patience } });
  }

  /** Zones of the contracts in force; asking costs nothing. */
  async zones(asked: graph.ZonesQueryVariables = {}, options?: AskOptions) {
    return there((await this.ask(graph.zonesDocument, asked, { ...options, isFree: true })).zones);
  }

  /** Mean number of people in a zone, one series a zone. */
  async presence(asked: graph.PresenceQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.presenceDocument, keyed(asked), options)).presence);
  }

  /** Distinct people a day; over weeks, months and zones visits. */
  async visitors(asked: graph.VisitorsQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.visitorsDocument, keyed(asked), options)).visitors);
  }

  /** How long visitors stay, one series a zone and bin. */
  async dwell(asked: graph.DwellQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.dwellDocument, keyed(asked), options)).dwell);
  }

  /** On how many days of a month people come. */
  async frequency(asked: graph.FrequencyQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.frequencyDocument, keyed(asked), options)).frequency);
  }

  /** Zones by size. */
  async rank(asked: graph.RankQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.rankDocument, keyed(asked), options)).rank);
  }

  /** A period over another that begins on the same weekday, or (`againstTo`) over any other, weekday by weekday. */
  async comparison(asked: graph.ComparisonQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.comparisonDocument, keyed(asked), options)).comparison);
  }

  /** Which home areas visitors come from, one catchment a zone and period. */
  async origin(asked: graph.OriginQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.originDocument, keyed(asked), options)).origin);
  }

  /** Which age bands and genders especially like a zone, 1 where as many as in the city. */
  async affinity(asked: graph.AffinityQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.affinityDocument, keyed(asked), options)).affinity);
  }

  /** Whether an action changed visitors, against control zones; "not detectable" is an answer. */
  async campaign(asked: graph.CampaignQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.campaignDocument, keyed(asked), options)).campaign);
  }

  /** Which home areas to serve with a print run or a budget, and what is saved against serving everywhere. */
  async leaflets(asked: graph.LeafletsQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.leafletsDocument, keyed(asked), options)).leaflets);
  }

  /** Visitors of the next seven days, with the error that the same rule made before. */
  async forecast(asked: graph.ForecastQueryVariables, options?: AskOptions) {
    return there((await this.ask(graph.forecastDocument, keyed(asked), options)).forecast);
  }

  /** Trips between zones, largest first, page after page as they are needed; a page costs what it lists. */
  async *flows(asked: PagedFlows, options: AskOptions = {}): AsyncGenerator<Flow, void> {
    for await (const page of this.flowPages(asked, options)) yield* toFlows(page);
  }

  async *flowPages(asked: PagedFlows, options: AskOptions = {}): AsyncGenerator<FlowsPage, void> {
    let after: string | null = null;
    do {
      const question: graph.FlowsQueryVariables = { ...asked, after };
      const page: FlowsPage = there((await this.ask(graph.flowsDocument, keyed(question), options)).flows);
      yield page;
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
  }

  /**
   * A question of your own on the graph. Where an answer gets lost it is asked for again only if that cannot cost twice: if its
   * variables have an `idempotencyKey`, or if it is free (`isFree`).
   */
  ask<Answer, Variables extends object>(
    document: graph.Document<Answer, Variables>,
    variables: Variables,
    { signal, isFree = false }: AskOptions & { readonly isFree?: boolean } = {},
  ): Promise<Answer> {
    const isRepeatable = isFree || ('idempotencyKey' in variables && typeof variables.idempotencyKey === 'string');
    return this.transport.ask(document, variables, { isRepeatable, signal });
  }
}

/** All tries of a question share one key, so an answer that got lost is not charged again; a key of the caller's own stays. */
const keyed = <Of extends { readonly idempotencyKey?: string | null }>(asked: Of): Of & { idempotencyKey: string } => ({
  ...asked,
  idempotencyKey: asked.idempotencyKey ?? crypto.randomUUID(),
});

function toFlows(page: FlowsPage): Flow[] {
  return page.fromZoneIds.map((id, index) => ({
    from: { id, name: page.fromZoneNames[index]! },
    to: { id: page.toZoneIds[index]!, name: page.toZoneNames[index]! },
    ...{ dayPart: page.dayParts[index] ?? null, start: new Date(page.starts[index]!), unit: page.unit },
    ...{ value: page.values[index]!, low: page.lows[index]!, high: page.highs[index]! },
  }));
}

/** Root fields may be missing where a service is down; then there is an error too, so this is for the compiler. */
function there<Of>(given: Of | null): Of {
  if (given === null) throw new PassantError('SERVICE_UNAVAILABLE', 'This part is not available at the moment.');
  return given;
}
