import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { INTERNAL_TOKEN_TYPE } from '@passant/platform';
import { ensureDatabase, freePort, startPostgres, startRedis } from '@passant/stack';
import { SignJWT } from 'jose';
import { takeUses } from './take-uses';

/** What the bench runs on: an own PostgreSQL and Redis, and, once started, the processes of insights and the gateway. */
export interface Bench {
  readonly databaseUrl: string;
  /** Starts both processes as they run in production mode. Gives the gateway's address. */
  startServices(): Promise<string>;
  /** The process of insights, once it runs. */
  readonly insightsPid: number;
  /** Asks insights as staff, as the gateway would. */
  askAsStaff<Data>(role: string, query: string, variables: object): Promise<Data>;
  stop(): Promise<void>;
}

const root = join(__dirname, '..', '..', '..', '..');
const READY_MS = 60_000;

export async function startBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'passant-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres') });
  const redis = await startRedis({ directory: join(folder, 'redis') });
  const databaseUrl = await ensureDatabase(postgres.superuserUrl, 'insights', randomBytes(16).toString('hex'));
  const gatewayKey = writeKey(join(folder, 'secrets', 'gateway'), 'gateway-signing.pem');
  for (const name of ['oauth-signing.pem', 'audit-signing.pem']) writeKey(join(folder, 'secrets', 'insights'), name);
  writeFileSync(join(folder, 'gateway.pem'), gatewayKey.publicKey.export({ type: 'spki', format: 'pem' }));
  const children: ChildProcess[] = [];
  const stopTakingUses = takeUses(redis.serviceUrl('consent'));
  let insightsUrl = '';
  const start = async (main: string, url: string, environment: Record<string, string>) => {
    const child = spawn(process.execPath, [join(root, main)], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    await untilHealthy(url, child);
  };
  return {
    databaseUrl,
    get insightsPid() {
      return children[0]?.pid ?? 0;
    },
    startServices: async () => {
      const [insightsPort, gatewayPort] = [await freePort(), await freePort()];
      insightsUrl = `http://127.0.0.1:${insightsPort}`;
      const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
      // As in the images (docker/Dockerfile): libraries leave out checks that are for developers.
      const mode = { PASSANT_ENV: 'production', NODE_ENV: 'production' };
      const common = { ...mode, HOST: '127.0.0.1', PUBLIC_URL: gatewayUrl, LOG_LEVEL: 'info' };
      await start('services/insights/dist/main.js', insightsUrl, {
        ...{
          ...common,
          PORT: String(insightsPort),
          DATABASE_URL: databaseUrl,
          REDIS_URL: redis.serviceUrl('insights'),
        },
        ...{ GATEWAY_PUBLIC_KEY_FILE: join(folder, 'gateway.pem'), SECRETS_DIR: join(folder, 'secrets', 'insights') },
        ...{ HAND_OVER_ZONE_PLANS: join(folder, 'zone-plans'), HAND_OVER_RELEASES: join(folder, 'releases') },
        ...{ HAND_OVER_EXPORTS: join(folder, 'exports'), HAND_OVER_STOPS: join(folder, 'stops') },
        AUDIT_DIR: join(folder, 'audit'),
      });
      await start('gateway/dist/main.js', gatewayUrl, {
        ...{ ...common, PORT: String(gatewayPort), SECRETS_DIR: join(folder, 'secrets', 'gateway') },
        ...{ CONSENT_URL: NOWHERE, INGESTION_URL: NOWHERE, ANONYMISATION_URL: NOWHERE, INSIGHTS_URL: insightsUrl },
      });
      return gatewayUrl;
    },
    askAsStaff: async <Data>(role: string, query: string, variables: object) => {
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${insightsUrl}/graphql`, {
        ...{ method: 'POST', body },
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await staffToken(gatewayKey.privateKey, role, body)}`,
        },
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
      return data;
    },
    stop: async () => {
      for (const child of children.reverse()) {
        if (child.exitCode !== null) continue;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await stopTakingUses();
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Services that are not asked. */
const NOWHERE = 'http://127.0.0.1:9';

function writeKey(folder: string, name: string): { privateKey: KeyObject; publicKey: KeyObject } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pair = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, name), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return pair;
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + READY_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null) break;
    const healthy = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    await pause(100);
  }
  throw new Error('A service did not start. Run `npx nx run-many -t build`, and look whether it starts alone.');
}

const staffToken = (key: KeyObject, role: string, body: string): Promise<string> =>
  new SignJWT({
    actor: { kind: 'staff', staffId: `bench-${role}`, roles: [role] },
    ...{ requestId: randomUUID(), bodySha256: createHash('sha256').update(body).digest('hex') },
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE })
    .setIssuer('passant-gateway')
    .setAudience('insights')
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key);
