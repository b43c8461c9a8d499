import type { DayManifest } from '@passant/contracts';
import { listBatches, planParts } from './plan-parts';

const segmentOf = (dataKind: string, batchId: string, shard: number, [shards, rows]: [number, number]) =>
  ({
    segmentId: `${batchId}-${shard}`,
    batchId,
    dataKind,
    shard,
    shards,
    rows,
  }) as unknown as DayManifest['segments'][number];
const segment = (batchId: string, shard: number, shards: number, rows: number) =>
  segmentOf('presence', batchId, shard, [shards, rows]);
const shardsOf = (segments: DayManifest['segments'], mostRows: number) =>
  planParts(segments, mostRows).map((part) => part.map(({ segment: one, batch }) => `${one.shard}/${batch}`));

describe('parts of a day', () => {
  test('are none without segments', () => {
    expect(planParts([], 100)).toEqual([]);
  });

  test('hold whole shards, all batches of a shard together, up to the most rows', () => {
    const segments = [segment('a', 0, 3, 40), segment('a', 1, 3, 40), segment('b', 0, 3, 10), segment('a', 2, 3, 40)];
    expect(listBatches(segments)).toEqual(['a', 'b']);
    expect(shardsOf(segments, 100)).toEqual([['0/0', '0/1', '1/0'], ['2/0']]);
    expect(shardsOf(segments, 1)).toEqual([['0/0', '0/1'], ['1/0'], ['2/0']]);
    expect(shardsOf(segments, 1000)).toHaveLength(1);
  });

  test('are one where batches were cut differently: a person could lie in two', () => {
    expect(shardsOf([segment('a', 0, 1, 1e9), segment('b', 1, 2, 1e9)], 10)).toEqual([['0/0', '1/1']]);
  });

  test('are cut by data kind too, and hold several kinds where there is room', () => {
    const segments = [
      segmentOf('movement', 'a', 0, [1, 60]),
      segmentOf('presence', 'a', 0, [1, 60]),
      segmentOf('return-visits', 'a', 0, [1, 1]),
    ];
    const kindsOf = (mostRows: number) =>
      planParts(segments, mostRows).map((part) => part.map(({ segment: one }) => one.dataKind));
    expect(kindsOf(100)).toEqual([['presence'], ['movement', 'return-visits']]);
    expect(kindsOf(120)).toEqual([['presence', 'movement'], ['return-visits']]);
  });
});
