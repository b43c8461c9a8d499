import type { BatchId, DayManifest } from '@passant/contracts';

type Segment = DayManifest['segments'][number];

/** A segment with the number of its batch within the day. */
export interface NumberedSegment {
  readonly segment: Segment;
  readonly batch: number;
}

/** Batches in the order of the manifest: the first that brings an event is the one it counts for. */
export const listBatches = (segments: readonly Segment[]): BatchId[] => [
  ...new Set(segments.map(({ batchId }) => batchId)),
];

/**
 * Cuts a day into engine sessions. A person lies in one shard, so counts of shards add up and shards may be read apart, as
 * long as all batches of the day were cut alike; neighbouring shards share a session up to `mostRows` rows. Batches that were
 * cut differently are read together. No session for a day without segments.
 */
export function planSessions(segments: readonly Segment[], mostRows: number): NumberedSegment[][] {
  const batches = listBatches(segments);
  const numbered = segments.map((segment) => ({ segment, batch: batches.indexOf(segment.batchId) }));
  if (new Set(segments.map(({ shards }) => shards)).size > 1) return [numbered];
  const shards = [...new Set(segments.map(({ shard }) => shard))].sort((a, b) => a - b);
  const sessions: NumberedSegment[][] = [];
  let room = 0;
  for (const shard of shards) {
    const ofShard = numbered.filter(({ segment }) => segment.shard === shard);
    const rows = ofShard.reduce((sum, { segment }) => sum + segment.rows, 0);
    const last = sessions.at(-1);
    if (last && rows <= room) last.push(...ofShard);
    else {
      sessions.push(ofShard);
      room = mostRows;
    }
    room -= rows;
  }
  return sessions;
}
