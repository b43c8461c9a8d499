import { toMarketKey, toSegmentKey } from './to-object-key';

describe('object keys', () => {
  it('are lower case, and two markets never share a folder', () => {
    expect(toMarketKey('ulm')).toBe('ulm');
    expect(toMarketKey('Ulm')).toMatch(/^ulm\.[0-9a-f]{12}$/);
    expect(toMarketKey('ULM')).not.toBe(toMarketKey('Ulm'));
  });

  it('name day, batch, attempt, data kind and shard', () => {
    const place = {
      market: 'ulm',
      day: '2026-06-08',
      batchId: 'b',
      attempt: 2,
      dataKind: 'movement',
      shard: 0,
    } as const;
    expect(toSegmentKey(place)).toBe('ulm/2026-06-08/b/2-movement-0.sealed');
  });
});
