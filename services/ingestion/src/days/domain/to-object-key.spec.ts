import { toMarketKey, toSegmentKey } from './to-object-key';

describe('object keys', () => {
  it('are lower case, and two markets never share a folder', () => {
    expect(toMarketKey('ulm')).toBe('ulm');
    expect(toMarketKey('Ulm')).toMatch(/^ulm\.[0-9a-f]{12}$/);
    expect(toMarketKey('ULM')).not.toBe(toMarketKey('Ulm'));
  });

  it('name day, batch, attempt and shard', () => {
    expect(toSegmentKey({ market: 'ulm', day: '2026-06-08', batchId: 'b', attempt: 2, shard: 0 })).toBe(
      'ulm/2026-06-08/b/2-0.sealed',
    );
  });
});
