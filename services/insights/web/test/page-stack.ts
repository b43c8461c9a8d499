import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { SERVICES, type Actor, type ReleaseArtefact, type ServiceName } from '@passant/contracts';
import { createLogger } from '@passant/platform';
import { freePort } from '@passant/stack';
import { temporaryFolder, testGatewayKeys, type TestStack } from '@passant/testing';
import { createGateway, type Gateway } from '../../../../gateway/src/gateway';
import type { Account } from '../../../../gateway/src/development-issuer/accounts';
import { type ContractWish, Insights } from '../../test/insights';
import { ringRelease } from '../../test/ring';
import { Sink } from '../../test/sink';
import { Line } from './line';
import { townPlan, townReleases } from './town';

export const PASSWORD = randomBytes(12).toString('hex');

/** The real gateway, with its log-in, before the real insights; consent, ingestion and anonymisation are down. */
export class PageStack {
  private constructor(
    readonly url: string,
    readonly insights: Insights,
    /** Where a buyer has itself told of things. */
    readonly sink: Sink,
    private readonly inside: {
      readonly gateway: Gateway;
      readonly accounts: Account[];
      readonly redisUrl: string;
      readonly line: Line;
    },
  ) {}

  /** Between the gateway and insights. */
  get line(): Line {
    return this.inside.line;
  }

  static async start(stack: TestStack): Promise<PageStack> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const sink = await Sink.start();
    const OUTGOING_CA_FILE = join(temporaryFolder(), 'authority.pem');
    writeFileSync(OUTGOING_CA_FILE, sink.certificate);
    const insights = await Insights.start(stack, { PUBLIC_URL: url, OUTGOING_LOOPBACK: true, OUTGOING_CA_FILE });
    await insights.app.listen(0, '127.0.0.1');
    const line = await Line.to(await insights.app.getUrl());
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const services = Object.fromEntries(SERVICES.map((name) => [name, nowhere])) as Record<ServiceName, string>;
    const { privateKey } = generateKeyPairSync('ed25519');
    const secret = () => randomBytes(16).toString('hex');
    const accounts: Account[] = [
      { id: 'ada-admin', secret: secret(), password: PASSWORD, roles: ['admin'] },
      { id: 'anton-approver', secret: secret(), password: PASSWORD, roles: ['approver'] },
      { id: 'petra-privacy', secret: secret(), password: PASSWORD, roles: ['privacy-officer'] },
    ];
    const gateway = await createGateway({
      ...{ development: true, publicUrl: url, signingKey: testGatewayKeys().privateKey, trustedProxies: [] },
      services: { ...services, insights: line.url },
      supergraphSdl: readFileSync(join(__dirname, '../../../../gateway/supergraph.graphql'), 'utf8'),
      logger: createLogger({ service: 'gateway', level: 'silent' }),
      ...{ costPointsPerMinute: 100_000, addressRequestsPerMinute: 6_000, sessionKey: randomBytes(32) },
      developmentStaff: { accounts: () => accounts, signingKey: privateKey, publicKey: createPublicKey(privateKey) },
    });
    await gateway.app.listen({ host: '127.0.0.1', port });
    await insights.approvePlan(townPlan());
    for (const artefact of townReleases()) await insights.publish(artefact);
    return new PageStack(url, insights, sink, { gateway, accounts, redisUrl: stack.redisUrl, line });
  }

  /** Somebody of a buyer with this contract, who may log in. */
  async addAnalyst(
    id: string,
    products: readonly string[],
    wish: ContractWish = {},
  ): Promise<{ contractId: string; actor: Actor; account: { id: string; password: string } }> {
    const { oauthId, contractId, actor } = await this.insights.signUp({
      products,
      zoneIds: null,
      figuresPerMonth: 50_000,
      ...wish,
    });
    this.inside.accounts.push({ id, password: PASSWORD, clientId: oauthId });
    return { contractId, actor, account: { id, password: PASSWORD } };
  }

  /**
   * All that was sold under a contract, as if it had been asked in the month before: time passes for usage alone.
   *
   * @returns that month (`YYYY-MM`), and what its answers cost
   */
  async passMonth(contractId: string): Promise<{ month: string; minorUnits: number }> {
    const [sold] = await this.insights.dataSource.query<{ month: string; minorUnits: number }[]>(
      `WITH copied AS (
         INSERT INTO usage_event SELECT (jsonb_populate_record(sold, jsonb_build_object('id', gen_random_uuid(), 'request_id',
           gen_random_uuid(), 'answered_at', date_trunc('month', now()) - interval '10 days'))).* FROM usage_event sold
         WHERE contract_id = $1 RETURNING *)
       SELECT to_char(min(answered_at), 'YYYY-MM') AS month, sum(cost_minor_units)::integer AS "minorUnits" FROM copied`,
      [contractId],
    );
    return sold!;
  }

  /**
   * A release whose file lost its end on the way, announced as the other service's relay does.
   *
   * @returns puts the file right
   */
  async announceDamaged(artefact: ReleaseArtefact): Promise<() => void> {
    const { releaseId, market, period, product, purpose } = artefact;
    const tables = await this.insights.putRelease(artefact);
    const file = join(this.insights.folders.HAND_OVER_RELEASES, tables.objectKey);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, -1));
    const payload = { releaseId, market, period, product, purpose, tables };
    await ringRelease(this.inside.redisUrl, payload, { rowId: randomUUID(), ring: 0 });
    return () => writeFileSync(file, whole);
  }

  async stop(): Promise<void> {
    await this.inside.gateway.close();
    await this.inside.line.stop();
    await this.insights.app.close();
    await this.sink.stop();
  }
}
