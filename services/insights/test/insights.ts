import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor, ClaimCheck, ReleaseArtefact, ReleaseId, ZonePlanArtefact } from '@passant/contracts';
import { createService, ObjectStore, runMigrations } from '@passant/platform';
import { ServiceClient, temporaryFolder, testEnvironment, type TestStack } from '@passant/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../src/app.module';
import { dataSourceOptions } from '../src/database/data-source';
import type { Environment } from '../src/environment';
import { ReleasePublishedProcessor } from '../src/releases/release-published.processor';
import { ReleaseWithdrawnProcessor } from '../src/releases/release-withdrawn.processor';
import { ZonePlanApprovedProcessor } from '../src/zones/zone-plan-approved.processor';
import { MARKET } from './artefacts';

export const admin: Actor = { kind: 'staff', staffId: 'ada-admin', roles: ['admin'] };
export const approver: Actor = { kind: 'staff', staffId: 'anton-approver', roles: ['approver'] };
export const officer: Actor = { kind: 'staff', staffId: 'petra-privacy', roles: ['privacy-officer'] };
export const operator: Actor = { kind: 'staff', staffId: 'nora-network', roles: ['network-operator'] };
export const partner = (clientId: string): Actor => ({ kind: 'partner', clientId });

export const PUBLIC_URL = 'https://passant.example';
const DEFAULTS: Pick<Environment, 'PUBLIC_URL' | 'OUTGOING_LOOPBACK' | 'OUTGOING_CA_FILE'> = {
  ...{ PUBLIC_URL, OUTGOING_LOOPBACK: false },
};
const signal = new AbortController().signal;

export interface ContractWish {
  readonly market?: string;
  readonly products?: readonly string[];
  readonly zoneIds?: readonly string[] | null;
  readonly finestGrain?: string;
  readonly purpose?: string;
  readonly from?: string;
  readonly to?: string | null;
  readonly validUntil?: string | null;
  readonly price?: number;
  readonly kindOfBuyer?: string;
  readonly figuresPerMonth?: number;
  readonly quotaKind?: string;
  readonly questionsPerMinute?: number;
  readonly kind?: string;
  readonly namedBuyer?: string;
}

/** All that a buyer attests. */
export const ATTESTED = {
  refusedUses: [
    ...['watching-staff', 'police-and-prosecution', 'insurance', 'credit', 'political-targeting', 're-identification'],
  ],
  refusedBuyers: ['employer-watching-staff', 'police-and-prosecution', 'insurer', 'creditor', 'political-campaign'],
  ...{ statedBy: 'managing director', documentSha256: 'a'.repeat(64) },
};

/** The real service on a real database and queue, asked as the gateway asks it. */
export class Insights {
  private constructor(
    public app: NestFastifyApplication,
    private readonly environment: Environment,
    readonly folders: Record<
      'HAND_OVER_ZONE_PLANS' | 'HAND_OVER_RELEASES' | 'HAND_OVER_EXPORTS' | 'HAND_OVER_STOPS',
      string
    >,
    private readonly stores: { plans: ObjectStore; releases: ObjectStore },
  ) {}

  static async start(stack: TestStack, own: Partial<typeof DEFAULTS> = {}): Promise<Insights> {
    const folders = {
      HAND_OVER_ZONE_PLANS: temporaryFolder(),
      HAND_OVER_RELEASES: temporaryFolder(),
      HAND_OVER_EXPORTS: temporaryFolder(),
      HAND_OVER_STOPS: temporaryFolder(),
    };
    const environment = testEnvironment(stack, { ...folders, SECRETS_DIR: temporaryFolder(), ...DEFAULTS, ...own });
    await runMigrations(dataSourceOptions(environment.DATABASE_URL));
    const app = await boot(environment);
    const plans = new ObjectStore('zone-plans', folders.HAND_OVER_ZONE_PLANS);
    const releases = new ObjectStore('releases', folders.HAND_OVER_RELEASES);
    return new Insights(app, environment, folders, { plans, releases });
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  /** Another process on the same database, queue and files. */
  async restart(): Promise<void> {
    await this.app.close();
    this.app = await boot(this.environment);
  }

  get client(): ServiceClient {
    return new ServiceClient(this.app, 'insights');
  }

  /** The answer's data; an answer with errors fails the test. */
  async ask<Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.client.graphql<Data>(actor, query, variables);
    if (errors)
      throw new Error(errors.map(({ message, extensions }) => `${extensions['code']}: ${message}`).join('; '));
    return data as Data;
  }

  /** The code and message of the first error. */
  async refusal(actor: Actor, query: string, variables: Record<string, unknown> = {}) {
    const { errors } = await this.client.graphql(actor, query, variables);
    return { code: errors?.[0]?.extensions['code'], message: errors?.[0]?.message ?? '' };
  }

  /** A zone plan arrives, and its market goes live. */
  async approvePlan(plan: ZonePlanArtefact, rowId: string = randomUUID()): Promise<void> {
    await this.receivePlan(plan, rowId);
    const query = 'query ($market: String!) { marketLaunch(market: $market) { state } }';
    const market = plan.market.id;
    const { marketLaunch } = await this.ask<{ marketLaunch: { state: string } }>(admin, query, { market });
    if (marketLaunch.state === 'preparation') await this.launch(market);
  }

  /** Through its pilot, by two people, under an approval that holds for years. */
  async launch(market: string): Promise<void> {
    await this.stepMarket(admin, 'beginPilot', market);
    await this.approveMethod(market, '2999-12-31');
    await this.stepMarket(admin, 'proposeLaunch', market);
    await this.stepMarket(approver, 'confirmLaunch', market);
  }

  /** Recorded by the privacy officer, confirmed by the approver. */
  async approveMethod(market: string, expiresOn: string): Promise<void> {
    const input = {
      market,
      documentSha256: 'b'.repeat(64),
      body: 'The authority',
      approvedOn: '2025-01-01',
      expiresOn,
    };
    const record = `mutation ($input: RecordMethodApprovalInput!) {
      recordMethodApproval(input: $input) { awaitedApproval { id } } }`;
    const { recordMethodApproval } = await this.ask<{ recordMethodApproval: { awaitedApproval: { id: string } } }>(
      ...([officer, record, { input }] as const),
    );
    const confirm =
      'mutation ($market: String!, $id: ID!) { confirmMethodApproval(market: $market, approvalId: $id) { state } }';
    await this.ask(approver, confirm, { market, id: recordMethodApproval.awaitedApproval.id });
  }

  async stepMarket(actor: Actor, mutation: string, market: string): Promise<string> {
    const why = mutation.startsWith('confirm') ? '' : `, reason: "for a test: ${mutation}"`;
    const query = `mutation ($market: String!) { done: ${mutation}(market: $market${why}) { state } }`;
    return (await this.ask<{ done: { state: string } }>(actor, query, { market })).done.state;
  }

  async receivePlan(plan: ZonePlanArtefact, rowId: string = randomUUID()): Promise<void> {
    const objectKey = `${plan.market.id}/${plan.planId}.json`;
    const zones = await this.stores.plans.put(objectKey, Buffer.from(JSON.stringify(plan)));
    const payload = { market: plan.market.id, planId: plan.planId, version: plan.version, zones, footprints: null };
    await this.app.get(ZonePlanApprovedProcessor).handle({ rowId, payload, signal });
  }

  async putRelease(artefact: ReleaseArtefact): Promise<ClaimCheck> {
    return this.putBytes(artefact, await promisify(gzip)(JSON.stringify(artefact)));
  }

  /** Anything at all where the release should lie. */
  putBytes({ releaseId }: ReleaseArtefact, bytes: Buffer): Promise<ClaimCheck> {
    return this.stores.releases.put(`${releaseId}.json.gz`, bytes);
  }

  async publish(artefact: ReleaseArtefact, given: { rowId?: string; tables?: ClaimCheck } = {}): Promise<void> {
    const { releaseId, market, period, product, purpose } = artefact;
    const tables = given.tables ?? (await this.putRelease(artefact));
    const payload = { releaseId, market, period, product, purpose, tables };
    await this.app.get(ReleasePublishedProcessor).handle({ rowId: given.rowId ?? randomUUID(), payload, signal });
  }

  async withdraw(releaseId: ReleaseId): Promise<void> {
    await this.app.get(ReleaseWithdrawnProcessor).handle({ rowId: randomUUID(), payload: { releaseId }, signal });
  }

  async createClient(kindOfBuyer = 'retail'): Promise<string> {
    const { createClient } = await this.ask<{ createClient: { id: string } }>(
      admin,
      'mutation ($kind: String!) { createClient(input: { name: "Schuh & Sohn", kindOfBuyer: $kind }) { id } }',
      { kind: kindOfBuyer },
    );
    return createClient.id;
  }

  async draft(clientId: string, wish: ContractWish = {}): Promise<string> {
    const { price } = wish;
    const given = Object.fromEntries(
      Object.entries(wish).filter(([name]) => name !== 'price' && name !== 'kindOfBuyer'),
    );
    const input = {
      ...{ clientId, market: MARKET, purpose: 'place-statistics', products: ['presence', 'visitors'] },
      ...{ zoneIds: ['centre', 'north', 'P-station', 'hills'], finestGrain: 'HOUR', from: '2025-01-01', to: null },
      ...{ ...given, priceMinorUnitsPerFigure: price ?? 2 },
    };
    const query = 'mutation ($input: DraftContractInput!) { draftContract(input: $input) { id } }';
    const all = { ...input, allZones: input.zoneIds === null };
    return (await this.ask<{ draftContract: { id: string } }>(admin, query, { input: all })).draftContract.id;
  }

  /** The buyer's declaration of refused uses and buyers on a version. */
  async attest(contractId: string, number = 1): Promise<void> {
    const query = 'mutation ($input: AttestContractInput!) { attestContract(input: $input) { id } }';
    await this.ask(admin, query, { input: { contractId, number, ...ATTESTED } });
  }

  async step(actor: Actor, step: string, contractId: string): Promise<string> {
    const query = `mutation ($id: ID!, $reason: String) {
      done: ${step}Contract(contractId: $id, reason: $reason) { state } }`;
    const reason = ['suspend', 'resume', 'terminate'].includes(step) ? `for a test: ${step}` : null;
    return (await this.ask<{ done: { state: string } }>(actor, query, { id: contractId, reason })).done.state;
  }

  async issueCredentials(clientId: string): Promise<{ clientId: string; clientSecret: string }> {
    const query = 'mutation ($id: ID!) { issued: issueCredentials(clientId: $id) { clientId clientSecret } }';
    return (await this.ask<{ issued: { clientId: string; clientSecret: string } }>(admin, query, { id: clientId }))
      .issued;
  }

  /** A buyer under an active contract, with credentials. */
  async signUp(
    wish: ContractWish = {},
  ): Promise<{ clientId: string; contractId: string; actor: Actor; oauthId: string }> {
    const clientId = await this.createClient(wish.kindOfBuyer);
    const contractId = await this.draft(clientId, wish);
    await this.step(admin, 'offer', contractId);
    await this.step(admin, 'sign', contractId);
    await this.attest(contractId);
    await this.step(approver, 'activate', contractId);
    const { clientId: oauthId } = await this.issueCredentials(clientId);
    return { clientId, contractId, oauthId, actor: partner(oauthId) };
  }

  /** The first words of every statement that `work` causes where nothing was read a moment ago. */
  async countStatements(work: () => Promise<unknown>): Promise<string[]> {
    await this.dataSource.transaction(async () => undefined);
    const statements: string[] = [];
    const { logger } = this.dataSource;
    const noted = (query: string) => void inQuestion.getStore()?.push(query.trim().split(/\s+/).slice(0, 3).join(' '));
    this.dataSource.logger = Object.assign(Object.create(logger), { logQuery: noted });
    try {
      await inQuestion.run(statements, work);
    } finally {
      this.dataSource.logger = logger;
    }
    return statements;
  }
}

async function boot(environment: Environment): Promise<NestFastifyApplication> {
  const app = await createService({ service: 'insights', module: AppModule.for(environment), environment });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

const inQuestion = new AsyncLocalStorage<string[]>();
