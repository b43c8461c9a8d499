import fc from 'fast-check';
import { type Area, planLeaflets } from './plan-leaflets';

const area = fc.record({ visits: fc.integer({ min: 1, max: 5000 }), leaflets: fc.integer({ min: 1, max: 5000 }) });
const reachOf = (areas: readonly Area[], shares: readonly number[]) =>
  areas.reduce((sum, { visits }, index) => sum + visits * shares[index]!, 0);
const sharesOf = (areas: readonly Area[], leaflets: number) => {
  const shares = areas.map(() => 0);
  for (const { index, share } of planLeaflets(areas, leaflets)) shares[index] = share;
  return shares;
};
const printRun = (areas: readonly Area[], shares: readonly number[]) =>
  areas.reduce((sum, { leaflets }, index) => sum + leaflets * shares[index]!, 0);

describe('a leaflet plan', () => {
  it('serves the areas with most visits a leaflet first, the last one in part', () => {
    const areas = [
      { visits: 100, leaflets: 1000 },
      { visits: 300, leaflets: 1000 },
      { visits: 90, leaflets: 100 },
    ];
    expect(planLeaflets(areas, 600)).toEqual([
      { index: 2, share: 1 },
      { index: 1, share: 0.5 },
      { index: 0, share: 0 },
    ]);
  });

  it('uses the whole print run where there is room for it, and no more', () => {
    fc.assert(
      fc.property(fc.array(area, { minLength: 1, maxLength: 12 }), fc.nat(20_000), (areas, leaflets) => {
        const room = areas.reduce((sum, one) => sum + one.leaflets, 0);
        expect(printRun(areas, sharesOf(areas, leaflets))).toBeCloseTo(Math.min(leaflets, room), 6);
      }),
    );
  });

  it('reaches more with no other way to spread the same leaflets', () => {
    const given = fc.array(fc.tuple(area, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(given, (pairs) => {
        const areas = pairs.map(([one]) => one);
        const other = pairs.map(([, share]) => share);
        const leaflets = printRun(areas, other);
        expect(reachOf(areas, sharesOf(areas, leaflets))).toBeGreaterThanOrEqual(reachOf(areas, other) - 1e-6);
      }),
    );
  });

  it('reaches never less with more leaflets, and ever less for each', () => {
    fc.assert(
      fc.property(
        fc.array(area, { minLength: 1, maxLength: 12 }),
        fc.nat(9000),
        fc.integer({ min: 1, max: 500 }),
        (areas, start, step) => {
          const [one, two, three] = [0, 1, 2].map((by) => reachOf(areas, sharesOf(areas, start + by * step)));
          expect(two!).toBeGreaterThanOrEqual(one! - 1e-6);
          expect(three! - two!).toBeLessThanOrEqual(two! - one! + 1e-6);
        },
      ),
    );
  });
});
