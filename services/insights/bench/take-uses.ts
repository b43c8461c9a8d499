import { releaseUsed } from '@passant/contracts';
import { Worker } from 'bullmq';

/**
 * Consent's end of the queue: takes each word of a use and does nothing with it. Without it, insights would go on asking the
 * queue about hundreds of jobs that wait, as it does where consent is down for long.
 *
 * @returns what ends it
 */
export function takeUses(redisUrl: string): () => Promise<void> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const worker = new Worker(releaseUsed.name, async () => undefined, { connection, prefix: '{consent}' });
  return () => worker.close();
}
