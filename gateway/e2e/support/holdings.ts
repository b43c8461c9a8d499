import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ServiceName } from '@passant/contracts';
import { loadSealKeyPair, openBytes, type SealKeyPair } from '@passant/platform';
import Redis from 'ioredis';
import { Client } from 'pg';
import type { Environment } from '../../../libs/stack/src/processes/environments';
import type { RunningStack } from './running-stack';

/** Everything that the credentials of a service (or of several together) open between two batches, whatever it is. */
export interface Holdings {
  readonly environments: Readonly<Partial<Record<ServiceName, Environment>>>;
  /** Bytes by where they lie: files, tables as text (`bytea` in hex), keys of Redis. Sealed files twice, where a key opens them. */
  readonly documents: ReadonlyMap<string, Buffer>;
}

/** Of a file that was sealed and is opened. */
export const OPENED = ' (opened)';
const SEALED = Buffer.from('PSNTSEA1');

/**
 * A service reaches what its environment names, and nothing else: each folder and file (secrets, hand-overs, keys, journal, scratch),
 * its database as its role sees it, Redis as its user sees it; beside them its log.
 */
export async function takeHoldings(stack: RunningStack, service: ServiceName): Promise<Holdings> {
  const environment = stack.environmentOf(service);
  const documents = new Map<string, Buffer>();
  for (const value of [...Object.values(environment), stack.home.log(service)]) {
    if (value.startsWith('postgres')) await dumpDatabase(value, documents);
    else if (value.startsWith('redis')) await dumpRedis(value, documents);
    else if (value.startsWith('/') && existsSync(value)) readFiles(value, documents);
  }
  return openAll({ environments: { [service]: environment }, documents });
}

/** What two have together: the files of both, opened with the keys of both. */
export const joinHoldings = (one: Holdings, other: Holdings): Promise<Holdings> =>
  openAll({
    environments: { ...one.environments, ...other.environments },
    documents: new Map([...one.documents, ...other.documents]),
  });

async function openAll({ environments, documents }: Holdings): Promise<Holdings> {
  const pairs = (await Promise.all(Object.values(environments).map(findSealKeys))).flat();
  const all = new Map(documents);
  for (const [place, bytes] of documents) {
    if (!bytes.subarray(0, SEALED.length).equals(SEALED) || documents.has(place + OPENED)) continue;
    for (const pair of pairs) {
      const opened = await openBytes(pair, bytes).catch(() => undefined);
      if (opened) all.set(place + OPENED, opened);
    }
  }
  return { environments, documents: all };
}

function readFiles(path: string, documents: Map<string, Buffer>): void {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) readFiles(join(path, name), documents);
  else documents.set(path, readFileSync(path));
}

function findSealKeys({ SECRETS_DIR }: Environment): Promise<SealKeyPair[]> {
  const names = readdirSync(SECRETS_DIR!).filter((name) => name.endsWith('.private'));
  return Promise.all(names.map((name) => loadSealKeyPair(SECRETS_DIR!, basename(name, '.private'))));
}

async function dumpDatabase(url: string, documents: Map<string, Buffer>): Promise<void> {
  await withDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
         AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`,
    );
    for (const { name } of rows) {
      const table = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
      documents.set(`table ${name}`, Buffer.from(table.rows.map(({ row }) => row).join('\n')));
    }
  });
}

export async function withDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What a Redis user can read: names of all keys, and the values of those that are its own. */
async function dumpRedis(url: string, documents: Map<string, Buffer>): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'COUNT', 1_000);
      for (const key of keys) documents.set(`redis ${key}`, Buffer.from(`${key}\n${await readKey(redis, key)}`));
      cursor = next;
    } while (cursor !== '0');
  } finally {
    redis.disconnect();
  }
}

async function readKey(redis: Redis, key: string): Promise<string> {
  const readers: Record<string, () => Promise<unknown>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, 0, -1),
    stream: () => redis.xrange(key, '-', '+'),
  };
  try {
    return JSON.stringify(await readers[await redis.type(key)]?.());
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('NOPERM')) return '';
    throw error;
  }
}
