import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Redis from 'ioredis';
import { endProcess } from '../../../libs/stack/src/process-record';
import type { RunningRedis } from '../../../libs/stack/src/redis/start-redis';
import { eventually } from './operator';

/** Ends a Redis that the stack started. What is given starts it again from the same folder: its address, its users, and what it had written. */
export async function stopRedis(
  redis: RunningRedis,
  folder: string,
): Promise<() => Promise<{ pid: number; stop(): Promise<void> }>> {
  const users = await withRedis(redis, (client) => client.call('ACL', 'LIST') as Promise<string[]>);
  await endProcess(redis.pid!, 'SIGTERM', 10_000);
  return async () => {
    const child = spawn(redis.kind, [join(folder, 'redis.conf')], { cwd: folder, stdio: 'ignore' });
    await once(child, 'spawn');
    await eventually('Redis answers again', () =>
      withRedis(redis, async (client) => ((await client.ping()) === 'PONG' ? true : undefined)).catch(() => undefined),
    );
    await withRedis(redis, async (client) => {
      for (const [, name, ...rules] of users.map((user) => user.split(' '))) {
        if (name !== 'default') await client.call('ACL', 'SETUSER', name!, ...rules);
      }
    });
    return { pid: child.pid!, stop: () => endProcess(child.pid!, 'SIGTERM', 10_000) };
  };
}

async function withRedis<T>({ url }: RunningRedis, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}
