import { PANEL_DATA_KINDS, type BatchId, type DayManifest } from '@passant/contracts';

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
 * Cuts a day into parts that are read one after another, as memory bounds. Data kinds share nothing (their pseudonyms differ), and a person lies in one shard of each, so
 * counts of kinds and shards add up and may be read apart, as long as all batches of the kind were cut alike; what is left of
 * a kind shares a part with its neighbours up to `mostRows` rows. Batches of a kind that were cut differently are read
 * together. No part for a day without segments.
 */
export function planParts(segments: readonly Segment[], mostRows: number): NumberedSegment[][] {
  const batches = listBatches(segments);
  const numbered = segments.map((segment) => ({ segment, batch: batches.indexOf(segment.batchId) }));
  const pieces = PANEL_DATA_KINDS.flatMap((kind) =>
    toPieces(numbered.filter(({ segment }) => segment.dataKind === kind)),
  );
  const parts: NumberedSegment[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const rows = piece.reduce((sum, { segment }) => sum + segment.rows, 0);
    const last = parts.at(-1);
    if (last && rows <= room) last.push(...piece);
    else {
      parts.push([...piece]);
      room = mostRows;
    }
    room -= rows;
  }
  return parts;
}

/** The shards of a data kind, or all of it at once where a person could lie in two. */
function toPieces(ofKind: readonly NumberedSegment[]): (readonly NumberedSegment[])[] {
  const cuts = new Set(ofKind.map(({ segment }) => segment.shards));
  if (cuts.size > 1) return [ofKind];
  const shards = [...new Set(ofKind.map(({ segment }) => segment.shard))].sort((a, b) => a - b);
  return shards.map((shard) => ofKind.filter(({ segment }) => segment.shard === shard));
}
