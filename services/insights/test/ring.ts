import { jobId, releasePublished } from '@passant/contracts';
import { Queue } from 'bullmq';

/** Rings for a release as anonymisation's relay would. */
export async function ringRelease(
  redisUrl: string,
  payload: object,
  { rowId, ring }: { rowId: string; ring: number },
): Promise<void> {
  const connection = { url: redisUrl, maxRetriesPerRequest: 1 };
  const queue = new Queue(releasePublished.name, { connection, prefix: '{insights}' });
  try {
    await queue.add(releasePublished.name, { rowId, ring, payload }, { jobId: jobId(releasePublished, rowId, ring) });
  } finally {
    await queue.close();
  }
}
