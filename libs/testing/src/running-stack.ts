import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, startRedis } from '@passant/stack';

/** What one Jest run runs on. */
export interface RunningStack {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** What the tests make lies in here, and goes with it. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** PostgreSQL and Redis in a temporary folder. Not durable: nothing of a test must survive it. */
export async function startStack(): Promise<RunningStack> {
  const folder = mkdtempSync(join(tmpdir(), 'passant-test-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), isDurable: false });
  const redis = await startRedis({ directory: join(folder, 'redis'), environment: { PATH: process.env['PATH'] } });
  return {
    postgresUrl: postgres.superuserUrl,
    redisUrl: redis.url,
    folder,
    stop: async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
