import { randomBytes } from 'node:crypto';
import { ensureDatabase } from '@passant/stack';
import Redis from 'ioredis';
import { Client } from 'pg';

const fromSetup = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is missing: spread libs/testing/jest-stack.cjs into this project's jest.config.cjs`);
  return value;
};

export interface TestDatabase {
  /** Of a role that owns this database and nothing else, as in production. */
  readonly url: string;
  drop(): Promise<void>;
}

/** Between the name of a database and what tells its copies apart. */
const COPY = '_copy_';

/** A new database and role; `name` only helps to tell them apart. */
export async function createTestDatabase(name: string): Promise<TestDatabase> {
  const superuserUrl = fromSetup('PASSANT_TEST_POSTGRES_URL');
  const unique = `${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}_${randomBytes(6).toString('hex')}`.replace(
    /^[^a-z]/,
    't',
  );
  const url = await oneAtATime(superuserUrl, () => ensureDatabase(superuserUrl, unique, 'test'));
  return { url, drop: () => dropDatabase(superuserUrl, unique) };
}

/**
 * What a backup of a database gives back when it is restored: the same files under another name, owned by the same role; dropped with the
 * original. Nothing may be connected to that meanwhile.
 */
export async function copyTestDatabase(url: string): Promise<{ readonly url: string }> {
  const superuserUrl = fromSetup('PASSANT_TEST_POSTGRES_URL');
  const original = new URL(url);
  const copy = new URL(url);
  const name = `${original.pathname.slice(1)}${COPY}${randomBytes(3).toString('hex')}`;
  copy.pathname = `/${name}`;
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const quoted = [name, original.pathname.slice(1), decodeURIComponent(original.username)].map((each) =>
      client.escapeIdentifier(each),
    );
    await client.query(`CREATE DATABASE ${quoted[0]} TEMPLATE ${quoted[1]} OWNER ${quoted[2]}`);
  } finally {
    await client.end();
  }
  return { url: copy.toString() };
}

/** Changing rights of the same databases from several workers at once fails. */
async function oneAtATime<T>(superuserUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    return await work();
  } finally {
    await client.end();
  }
}

async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE $1`, [
      `${name.replaceAll('_', '\\_')}${COPY}%`,
    ]);
    for (const database of [...rows.map(({ datname }) => datname), name])
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** The Redis of this run, in a database of this Jest worker's own. */
export function testRedisUrl(): string {
  const url = new URL(fromSetup('PASSANT_TEST_REDIS_URL'));
  url.pathname = `/${Number(process.env['JEST_WORKER_ID'] ?? 1) % 16}`;
  return url.toString();
}

/** Loses everything in this suite's Redis, as a wipe would. */
export async function flushTestRedis(): Promise<void> {
  const redis = new Redis(testRedisUrl());
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
}

/** Filled before the first test of the suite. */
export interface TestStack {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Gives a suite its own empty database and Redis, and takes them away after it. Call it at the top of `describe`. */
export function testStack({ postgres = false, redis = false }: { postgres?: boolean; redis?: boolean }): TestStack {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    if (postgres) database = await createTestDatabase('suite');
    if (redis) await flushTestRedis();
  });
  afterAll(async () => {
    await database?.drop();
  });
  return {
    get databaseUrl() {
      if (!database) throw new Error('this suite has no database, or not yet: read the URL inside hooks and tests');
      return database.url;
    },
    get redisUrl() {
      return testRedisUrl();
    },
  };
}
