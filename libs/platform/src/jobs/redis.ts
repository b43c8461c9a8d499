import Redis from 'ioredis';

/** The queue cannot be trusted or reached. The message says what to do. */
export class QueueUnusable extends Error {
  override readonly name = 'QueueUnusable';
}

/** For producers: fails fast while Redis is away or does not answer, because the outbox row waits anyway. */
export const connectProducer = (url: string): Redis =>
  quiet(
    new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 5000, commandTimeout: 5000 }),
  );

/** For workers: waits for ever. */
export const connectWorker = (url: string): Redis => quiet(new Redis(url, { maxRetriesPerRequest: null }));

/** Connection errors repeat every second and name hosts; health says it instead. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}

/** @throws QueueUnusable where Redis does not answer in time, or may evict keys */
export async function checkQueue(redis: Redis, timeoutMs = 10_000): Promise<void> {
  await waitUntilReady(redis, timeoutMs);
  const memory = await redis.info('memory');
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1];
  if (policy !== 'noeviction') {
    throw new QueueUnusable(`Redis may evict jobs (maxmemory-policy is ${policy ?? 'unknown'}): set it to noeviction.`);
  }
}

async function waitUntilReady(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      redis.off('ready', ready);
      reject(new QueueUnusable('Redis does not answer: check that it runs and that REDIS_URL names it.'));
    }, timeoutMs);
    const ready = () => {
      clearTimeout(timer);
      resolve();
    };
    redis.once('ready', ready);
  });
}
