import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internalClaimsSchema } from '@passant/contracts';
import { InternalTokenVerifier } from '@passant/platform';
import Redis from 'ioredis';
import { Client } from 'pg';
import {
  anonymous,
  createTestDatabase,
  FixedClock,
  flushTestRedis,
  internalToken,
  temporaryFolder,
  testEnvironment,
  testGatewayKeys,
  testStack,
  waitFor,
  withCapturedLogs,
} from './index';

const stack = testStack({ postgres: true, redis: true });

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('belongs to a role without further rights', async () => {
    const [row] = await query(
      stack.databaseUrl,
      'SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user',
    );
    expect(row).toEqual({ rolsuper: false, rolcreatedb: false });
  });

  it('is PostgreSQL 18', async () => {
    const [row] = await query(stack.databaseUrl, 'SHOW server_version');
    expect(row!['server_version']).toMatch(/^18\./);
  });

  it('cannot be entered by the role of another', async () => {
    const other = await createTestDatabase('Other-Suite');
    const url = new URL(other.url);
    url.pathname = new URL(stack.databaseUrl).pathname;
    await expect(query(url.toString(), 'SELECT 1')).rejects.toThrow('permission denied');
    await other.drop();
    await expect(query(other.url, 'SELECT 1')).rejects.toThrow();
  });

  it('may be made by several at once', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => createTestDatabase('many')));
    expect(new Set(databases.map(({ url }) => url)).size).toBe(4);
    await Promise.all(databases.map((database) => database.drop()));
  });
});

describe('the test Redis', () => {
  it('keeps what is written until it is flushed', async () => {
    const redis = new Redis(stack.redisUrl);
    await redis.set('a', 'b');
    await flushTestRedis();
    expect(await redis.get('a')).toBeNull();
    redis.disconnect();
  });
});

describe('a test token', () => {
  it('is what services accept, for its audience and body', async () => {
    const verifier = InternalTokenVerifier.fromFile(testGatewayKeys().publicKeyFile, 'insights');
    const token = await internalToken(anonymous, { aud: 'insights', body: '{}' });
    const claims = await verifier.verify(`Bearer ${token}`);
    expect(internalClaimsSchema.parse(claims).actor).toEqual(anonymous);
    const forOthers = await internalToken(anonymous, { aud: 'consent' });
    await expect(verifier.verify(`Bearer ${forOthers}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('comes with an environment that names the key', () => {
    const environment = testEnvironment(stack, { SECRETS_DIR: '/secrets' });
    expect(existsSync(environment.GATEWAY_PUBLIC_KEY_FILE)).toBe(true);
    expect(environment.SECRETS_DIR).toBe('/secrets');
  });
});

describe('helpers', () => {
  it('wait for a condition and give what it gave', async () => {
    let calls = 0;
    const condition = () => {
      calls += 1;
      if (calls < 3) throw new Error('not yet');
      return calls;
    };
    expect(await waitFor(condition, { everyMs: 1 })).toBe(3);
    await expect(waitFor(() => false, { timeoutMs: 5, everyMs: 1 })).rejects.toThrow('did not come true');
  });

  it('hold the clock still until it is moved', () => {
    const clock = new FixedClock('2025-03-30T00:00:00Z');
    clock.advance({ days: 1, hours: 1, minutes: 1, seconds: 1 });
    expect(clock.now().toISOString()).toBe('2025-03-31T01:01:01.000Z');
  });

  it('give empty folders of one’s own', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x'), 'x');
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(temporaryFolder()).not.toBe(folder);
  });

  it('collect log lines', async () => {
    const logs = await withCapturedLogs(async (target) => target.write('{"event":"done"}\n'));
    expect(logs.lines).toEqual([{ event: 'done' }]);
    expect(logs.text).toContain('done');
  });
});
