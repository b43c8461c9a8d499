import { randomBytes, randomUUID } from 'node:crypto';
import { createLogger } from '@passant/platform';
import { SERVICES, type ServiceName } from '@passant/contracts';
import type { Account } from '../../src/development-issuer/accounts';
import { createGateway, type Gateway, type GatewaySettings } from '../../src/gateway';
import { composeSupergraph } from '../../src/supergraph/compose-supergraph';
import { TEST_SCHEMAS } from './subgraph-schemas';
import { createTestServices, portOf, type TestServices } from './test-services';
import { ed25519, signToken, toJwks, type TokenParts } from './test-tokens';

export const PUBLIC_URL = 'https://passant.example';
export const PARTNER_KEY_ID = 'partner-1';
export const CLIENT_ID = randomUUID();
export const SECRET = 'a-secret-of-the-tests';
export const PASSWORD = 'a-password-of-the-tests';

export const ACCOUNTS: readonly Account[] = [
  { id: 'nora-network', secret: SECRET, roles: ['network-operator'] },
  { id: 'nora-feed', secret: SECRET, roles: ['network-operator'], owner: 'nora-network' },
  { id: 'ada-admin', secret: SECRET, password: PASSWORD, roles: ['admin', 'approver'] },
  { id: 'anna-analyst', password: PASSWORD, clientId: CLIENT_ID },
];

const supergraphSdl = composeSupergraph(SERVICES.map((service) => ({ service, sdl: TEST_SCHEMAS[service].sdl })));

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
  readonly text: string;
}

/** A gateway before four test services, with the keys of all issuers at hand. */
export class TestGateway {
  readonly logLines: string[] = [];
  private constructor(
    readonly services: TestServices,
    readonly keys: Record<'gateway' | 'staff' | 'partner', ReturnType<typeof ed25519>>,
    private running: Gateway | undefined,
  ) {}

  static async start(
    overrides: Partial<GatewaySettings> = {},
    down: readonly ServiceName[] = [],
  ): Promise<TestGateway> {
    const keys = { gateway: ed25519(), staff: ed25519(), partner: ed25519() };
    const services = createTestServices(keys.gateway.publicKey);
    for (const name of SERVICES) await services[name].start();
    services.insights.jwks = await toJwks(PARTNER_KEY_ID, keys.partner);
    for (const name of down) await services[name].stop();
    const gateway = new TestGateway(services, keys, undefined);
    const { privateKey: signingKey, publicKey } = keys.staff;
    gateway.running = await gateway.stopOnFailure(
      createGateway({
        development: true,
        publicUrl: PUBLIC_URL,
        services: Object.fromEntries(SERVICES.map((name) => [name, services[name].url])) as Record<ServiceName, string>,
        signingKey: keys.gateway.privateKey,
        supergraphSdl,
        logger: createLogger({
          service: 'gateway',
          level: 'info',
          destination: { write: (line) => void gateway.logLines.push(line) },
        }),
        trustedProxies: [],
        costPointsPerMinute: 100_000,
        addressRequestsPerMinute: 600,
        developmentStaff: { accounts: () => ACCOUNTS, signingKey, publicKey },
        sessionKey: randomBytes(32),
        ...overrides,
      }),
    );
    const { hostname, port } = new URL(overrides.publicUrl ?? PUBLIC_URL);
    await gateway.running.app.listen({ host: '127.0.0.1', port: hostname === '127.0.0.1' ? Number(port) : 0 });
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.running === undefined ? 0 : portOf(this.running.app)}`;
  }

  async stop(): Promise<void> {
    await this.running?.close();
    for (const name of SERVICES) await this.services[name].stop();
  }

  private async stopOnFailure<T>(started: Promise<T>): Promise<T> {
    try {
      return await started;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  partnerToken(overrides: Partial<TokenParts> = {}): Promise<string> {
    return signToken({
      issuer: `${PUBLIC_URL}/oauth2`,
      audience: 'passant-graph',
      key: this.keys.partner.privateKey,
      keyId: PARTNER_KEY_ID,
      claims: { sub: CLIENT_ID, client_id: CLIENT_ID },
      ...overrides,
    });
  }

  /** From the development issuer, as staff get theirs. */
  async staffToken(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'nora-network',
      client_secret: SECRET,
    });
    const response = await fetch(`${this.url}/oidc/token`, { method: 'POST', body });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  async ask(query: string, options: { token?: string; variables?: object } = {}): Promise<GraphAnswer> {
    const token = options.token ?? (await this.partnerToken());
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: options.variables }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, ...(JSON.parse(text) as object) };
  }
}
