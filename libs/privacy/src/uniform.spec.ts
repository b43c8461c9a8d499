import fc from 'fast-check';
import { seededSource } from '../test/seeded-source';
import { uniformBelow, uniformBelowBig } from './uniform';

describe('uniform integers', () => {
  test('lie below the bound and equal the BigInt version on the same stream', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.integer(), (bound, seed) => {
        const value = uniformBelow(bound, seededSource(seed));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(bound);
        expect(uniformBelowBig(BigInt(bound), seededSource(seed))).toBe(BigInt(value));
      }),
    );
  });

  test.each([3, 5, 6, 7, 100])('are equally likely below %d', (bound) => {
    const source = seededSource(3);
    const counts = new Array<number>(bound).fill(0);
    const n = 20_000 * bound;
    for (let draw = 0; draw < n; draw += 1) counts[uniformBelow(bound, source)]! += 1;
    const statistic = counts.reduce((sum, count) => sum + (count - 20_000) ** 2 / 20_000, 0);
    expect(statistic).toBeLessThan(bound + 5 * Math.sqrt(2 * bound));
  });
});
