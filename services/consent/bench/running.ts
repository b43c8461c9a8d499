import { type ChildProcess, fork } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Day, MarketId } from '@passant/contracts';
import { generateSealKeyPair, INTERNAL_TOKEN_TYPE, runMigrations } from '@passant/platform';
import { ensureDatabase, freePort, startPostgres, startRedis } from '@passant/stack';
import { SignJWT } from 'jose';
import { dataSourceOptions } from '../src/database/data-source';
import type { PanelOrder } from './service';

/** Consent as it runs, on a PostgreSQL and Redis of its own, with a text message gateway that keeps codes. */
export interface Bench {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly superuserUrl: string;
  readonly origin: string;
  readonly pid: number;
  /** A token as the gateway makes it. */
  token(actor: Actor, body?: string): Promise<string>;
  /** The newest code that was sent to a number, and forgets it. */
  takeCode(number: string): Promise<string>;
  issuePanel(market: MarketId, day: Day): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 120_000;
const HAND_OVERS = ['PANELS', 'STOP_LISTS_INGESTION', 'STOP_LISTS_ANONYMISATION', 'ZONE_PLANS', 'STOPS'];

export async function startBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'passant-bench-consent-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres') });
  const redis = await startRedis({ directory: join(folder, 'redis') });
  const databaseUrl = await ensureDatabase(postgres.superuserUrl, 'consent', randomBytes(16).toString('hex'));
  await runMigrations(dataSourceOptions(databaseUrl));
  const gateway = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'gateway.pem'), gateway.publicKey.export({ type: 'spki', format: 'pem' }));
  const consumers = ['ingestion', 'anonymisation'].map((name) => {
    const file = join(folder, `${name}.pub`);
    writeFileSync(file, `${generateSealKeyPair().publicKey.toString('base64')}\n`);
    return [`${name.toUpperCase()}_PUBLIC_KEY_FILE`, file];
  });
  const handOvers = HAND_OVERS.map((name) => {
    mkdirSync(join(folder, name));
    return [`HAND_OVER_${name}`, join(folder, name)];
  });
  mkdirSync(join(folder, 'scratch'));
  const texts = await startTextGateway();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = fork(join(__dirname, 'service.js'), {
    stdio: 'ignore',
    env: {
      ...{ PASSANT_ENV: 'development', HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
      ...{ DATABASE_URL: databaseUrl, REDIS_URL: redis.serviceUrl('consent'), PUBLIC_URL: 'https://passant.example' },
      ...{ GATEWAY_PUBLIC_KEY_FILE: join(folder, 'gateway.pem'), SECRETS_DIR: join(folder, 'secrets') },
      ...{
        KEY_STORE_DIR: join(folder, 'keys'),
        JOURNAL_FILE: join(folder, 'journal'),
        AUDIT_DIR: join(folder, 'audit'),
      },
      ...{ SCRATCH_DIR: join(folder, 'scratch'), ENGINE_MAX_MEMORY_MB: '500', SMS_GATEWAY_URL: texts.url },
      ...{
        CONTROLLER_NAME: 'Bench',
        SELLER_NAME: 'Bench',
        PROCESSOR_NAME: 'Bench',
        PRIVACY_CONTACT: 'bench@example.com',
      },
      ...Object.fromEntries([...consumers, ...handOvers]),
    },
  });
  await untilHealthy(origin, child);
  return {
    ...{ folder, databaseUrl, superuserUrl: withDatabase(postgres.superuserUrl, databaseUrl), origin, pid: child.pid! },
    token: (actor, body) => makeToken(gateway.privateKey, actor, body),
    takeCode: texts.take,
    issuePanel: async (market, day) => {
      child.send({ market, day } satisfies PanelOrder);
      const [answer] = (await once(child, 'message')) as [string];
      if (answer !== 'issued') throw new Error(`the panel ${answer}`);
    },
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      texts.stop();
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The database of the service, as the superuser who may read and write files. */
function withDatabase(superuserUrl: string, databaseUrl: string): string {
  const url = new URL(superuserUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.toString();
}

async function startTextGateway() {
  const codes = new Map<string, string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      const { to, text } = JSON.parse(body) as { to: string; text: string };
      codes.set(to, /\d{6}/.exec(text)?.[0] ?? '');
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    take: async (number: string): Promise<string> => {
      for (let waited = 0; waited < READY_MS; waited += 20) {
        const code = codes.get(number);
        if (code && codes.delete(number)) return code;
        await pause(20);
      }
      throw new Error('no code came');
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function untilHealthy(origin: string, child: ChildProcess): Promise<void> {
  for (const end = performance.now() + READY_MS; performance.now() < end; await pause(100)) {
    if (child.exitCode !== null) break;
    const isHealthy = await fetch(`${origin}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
  }
  throw new Error('Consent did not start. Run `npx nx run-many -t build`, and look whether it starts alone.');
}

const makeToken = (key: KeyObject, actor: Actor, body?: string): Promise<string> =>
  new SignJWT({
    actor,
    requestId: randomUUID(),
    ...(body === undefined ? {} : { bodySha256: createHash('sha256').update(body).digest('hex') }),
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE })
    .setIssuer('passant-gateway')
    .setAudience('consent')
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key);
