import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DAILY_PRODUCTS,
  type Day,
  isMonth,
  type Market,
  MONTHLY_PRODUCTS,
  type Month,
  type Period,
  PURPOSES,
} from '@passant/contracts';
import type { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { launchMarket } from '../../../libs/stack/src/story/launch-market';
import { waitFor } from '../../../libs/stack/src/wait';
import type { Events, TownFiles } from './town';

const operator = { staff: 'nora-network' } as const;
const officer = { staff: 'petra-privacy' } as const;
const PATIENCE = { timeoutMs: 60_000, intervalMs: 200 };

export interface Counters {
  readonly read: number;
  readonly accepted: number;
  readonly withoutConsent: number;
  readonly duplicate: number;
  readonly rejected: number;
}

export interface SeenRelease {
  readonly id: string;
  readonly period: string;
  readonly purpose: string;
  readonly product: string;
  readonly status: string;
  readonly figures: number;
  readonly published: number;
}

const releasesOf = (products: readonly string[]): readonly string[] =>
  PURPOSES.flatMap((purpose) => products.map((product) => `${purpose} ${product}`)).sort();
/** What a day is released as, and a month: purpose and product. */
export const DAILY_RELEASES = releasesOf(DAILY_PRODUCTS);
export const MONTHLY_RELEASES = releasesOf(MONTHLY_PRODUCTS);

export async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const found = await waitFor(look, PATIENCE);
  if (found === undefined) throw new Error(`${what}: not within ${PATIENCE.timeoutMs / 1_000} s`);
  return found;
}

/** What staff of the network operator and of the market do, all of it through the gateway. */
export class Operator {
  private files = 0;

  constructor(
    private readonly gateway: GatewayClient,
    private readonly market: Market,
    private readonly folder: string,
  ) {}

  /** Network files, a plan that two others approve, a market that goes live, the registry, and what people decided elsewhere. */
  async openMarket(files: TownFiles): Promise<void> {
    for (const kind of ['cells', 'zones', 'population'] as const) {
      const contentType = kind === 'zones' ? 'application/geo+json' : 'text/csv';
      const path = `/uploads/network/${this.market.id}/${kind}`;
      const { status, body } = await this.gateway.upload(operator, { path, contentType }, files[kind]);
      if (status >= 300) throw new Error(`${kind} were refused: ${JSON.stringify(body)}`);
    }
    const plan = await this.proposePlan();
    for (const staff of ['ada-admin', 'anton-approver'] as const) {
      const approve = 'mutation ($planId: ID!) { approveZonePlan(planId: $planId) { status } }';
      await this.gateway.ask({ staff }, approve, { planId: plan.id });
    }
    await launchMarket(this.gateway, { ...this.market, isSimulated: false });
    for (const kind of ['subscribers', 'decisions'] as const) {
      const target = { path: `/registry/${this.market.id}/${kind}`, contentType: 'text/csv' };
      await eventually(`${kind} are imported`, async () => {
        const { status, body } = await this.gateway.upload(operator, target, files[kind]);
        if (status < 300 && body['rejected'] === 0) return body;
        if (status < 300) throw new Error(`${kind} were rejected: ${JSON.stringify(body)}`);
        return undefined;
      });
    }
  }

  /** Lays out the zones again by the files that are there: a version that waits for approval. */
  async proposePlan(): Promise<{ id: string; version: number; zoneCount: number }> {
    const propose = `mutation ($input: ProposeZonePlanInput!) {
      proposeZonePlan(input: $input) { id status version zoneCount problems { message } } }`;
    type Plan = { id: string; status: string; version: number; zoneCount: number };
    const { proposeZonePlan: plan } = await this.gateway.ask<{ proposeZonePlan: Plan }>(operator, propose, {
      input: { market: this.market },
    });
    if (plan.status !== 'PROPOSED') throw new Error(`the plan was refused: ${JSON.stringify(plan)}`);
    return plan;
  }

  /** Streams a file of events; gives its batch, which is then under way. */
  async upload(events: Pick<Events, 'csv'>): Promise<string> {
    this.files += 1;
    const file = join(this.folder, `events-${this.files}.csv`);
    writeFileSync(file, events.csv);
    const path = `/uploads/events/${this.market.id}?name=events-${this.files}.csv`;
    const { status, body } = await this.gateway.upload(operator, { path, contentType: 'text/csv' }, file);
    if (status >= 300) throw new Error(`the events were refused: ${JSON.stringify(body)}`);
    return String(body['batchId']);
  }

  async batchState(id: string): Promise<{ state: string; counters: Counters }> {
    const query = `query ($id: ID!) { batch(id: $id) {
      state counters { read accepted withoutConsent duplicate rejected } failure { code } } }`;
    type Answer = { batch: { state: string; counters: Counters; failure: { code: string } | null } };
    const { batch } = await this.gateway.ask<Answer>(operator, query, { id });
    if (batch.state === 'FAILED') throw new Error(`the batch failed: ${batch.failure?.code}`);
    return batch;
  }

  untilDone(id: string): Promise<Counters> {
    return eventually('the batch is done', async () => {
      const { state, counters } = await this.batchState(id);
      return state === 'DONE' ? counters : undefined;
    });
  }

  /** Ingests a file whole: what became of its rows. */
  async ingest(events: Pick<Events, 'csv'>): Promise<Counters> {
    return this.untilDone(await this.upload(events));
  }

  async dayIntake(day: Day): Promise<Counters> {
    const query = `query ($market: ID!, $day: String!) { dayIntake(market: $market, day: $day) {
      counters { read accepted withoutConsent duplicate rejected } } }`;
    type Answer = { dayIntake: { counters: Counters } };
    return (await this.gateway.ask<Answer>(operator, query, { market: this.market.id, day })).dayIntake.counters;
  }

  async completeDay(day: Day): Promise<void> {
    const mutation =
      'mutation ($market: ID!, $days: [String!]!) { completeDays(market: $market, days: $days) { day state } }';
    await this.gateway.ask(operator, mutation, { market: this.market.id, days: [day] });
  }

  /** Return visits of the month may be counted: no more of its days come. */
  async completeMonth(month: Month): Promise<void> {
    const mutation =
      'mutation ($market: ID!, $month: String!) { completeMonth(market: $market, month: $month) { planId } }';
    await this.gateway.ask(operator, mutation, { market: this.market.id, month });
  }

  async releasesOf(period: Period): Promise<SeenRelease[]> {
    const query = `query ($market: String!) {
      releases(market: $market) { id period purpose product status figures published } }`;
    const { releases } = await this.gateway.ask<{ releases: SeenRelease[] }>(officer, query, {
      market: this.market.id,
    });
    return releases.filter((release) => release.period === period);
  }

  /** Every product of the day or month is released for both purposes, and insights sells them. */
  untilReleased(period: Period): Promise<SeenRelease[]> {
    const expected = (isMonth(period) ? MONTHLY_RELEASES : DAILY_RELEASES).length;
    return eventually(`${period} is released`, async () => {
      const releases = await this.releasesOf(period);
      const query = 'query ($market: String!) { loadedReleases(market: $market) { period } }';
      const { loadedReleases } = await this.gateway.ask<{ loadedReleases: { period: string }[] }>(officer, query, {
        market: this.market.id,
      });
      const onSale = loadedReleases.filter((release) => release.period === period).length;
      return releases.length >= expected && onSale >= expected ? releases : undefined;
    });
  }
}
