import { DAY_PARTS, TABLES, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { countedDomain, findFlowEnds, findHomeColumns, MOST_FIGURES, tableDomain, tablesOf } from './table-domain';
import { aPlan, HOURS } from '../../test/test-city';
import { aWideLine } from '../../test/wide-line';

const frameOf = (zones: number, regions = 1) => ({ plan: aPlan({ zones, regions }), hours: HOURS });

describe('the shape of tables', () => {
  test.each([
    ['presence', 63 * 24],
    ['visitors', 63],
    ['visitors-by-age', 63 * 7],
    ['visitors-by-gender', 63 * 3],
    ['visitors-by-age-and-gender', 63 * 21],
    ['dwell', 63 * 6],
    ['origin', 63 * 63],
    ['flows', 63 * 63 * 6],
    ['frequency', 63 * 4],
  ] as const)('of %s over 63 zones has the documented number of figures', (table, figures) => {
    expect(tableDomain(table, frameOf(63))).toMatchObject({ figures });
  });

  test('names rows and columns by public ids', () => {
    const frame = frameOf(2);
    expect(tableDomain('flows', frame)).toMatchObject({ rows: ['z0', 'z1'] });
    expect(tableDomain('flows', frame)!.columns).toEqual(
      ['z0', 'z1'].flatMap((to) =>
        ['00-06', '06-10', '10-14', '14-18', '18-22', '22-24'].map((part) => `${to}/${part}`),
      ),
    );
    expect(tableDomain('presence', frame)!.columns[0]).toBe('2026-06-07T22:00:00.000Z');
  });

  test('counts visitors once, over age and gender, for all four of their tables', () => {
    expect(countedDomain('visitors', frameOf(3))).toEqual(tableDomain('visitors-by-age-and-gender', frameOf(3)));
    expect(tablesOf('visitors', frameOf(3)).map(({ table }) => table)).toHaveLength(4);
  });

  test('of a month leaves presence out, for it has no hours', () => {
    expect(tableDomain('presence', { plan: aPlan({ zones: 3, regions: 1 }), hours: [] })).toBeNull();
    expect(tableDomain('frequency', { plan: aPlan({ zones: 3, regions: 1 }), hours: [] })).not.toBeNull();
  });

  test('never is over two million figures, whatever the plan', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 700 }), (zones, regions) => {
        const frame = frameOf(zones, Math.min(zones, regions));
        for (const table of TABLES) {
          const domain = tableDomain(table, frame);
          if (!domain) continue;
          expect(domain.figures).toBe(domain.rows.length * domain.columns.length);
          expect(domain.figures).toBeLessThanOrEqual(MOST_FIGURES);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the ends of flows', () => {
  test.each([
    [577, 20, 'zones', 577],
    [578, 20, 'regions', 20],
    [2000, 577, 'regions', 577],
  ])('of %d zones in %d regions are %s', (zones, regions, kind, ends) => {
    const found = findFlowEnds(aPlan({ zones, regions }))!;
    expect(found).toMatchObject({ kind });
    expect(found.ids).toHaveLength(ends);
    expect(new Set(found.endOfZone).size).toBe(ends);
  });

  test('are pairs where the plan is wide: some 58,000 instead of 360,000 of 600 zones in a line of 600 km', () => {
    const wide = { ...aWideLine(), residents: null };
    const domain = tableDomain('flows', { plan: wide, hours: HOURS })!;
    expect(domain.columns).toEqual(DAY_PARTS);
    // 50 neighbours on each side but at the ends of the line; pairs of regions but those of one with itself.
    const near = 600 * 101 - 50 * 51;
    expect(domain.rows).toHaveLength(near + 12 * 11);
    expect(domain.rows.slice(0, 2)).toEqual(['Z0/Z0', 'Z0/Z1']);
    expect(domain.rows.at(-1)).toBe('R11/R10');
    expect(findFlowEnds(wide)).toBe(findFlowEnds(wide));
  });

  test('are none where regions are too many as well', () => {
    expect(findFlowEnds(aPlan({ zones: 2000, regions: 578 }))).toBeNull();
    expect(tableDomain('flows', frameOf(2000, 578))).toBeNull();
  });
});

describe('home zones', () => {
  test('are those that source areas were merged into; a place and an H3 cell are nobody’s home', () => {
    const plan = aPlan({ zones: 3, regions: 2 });
    const zones = plan.zones.map((zone, index) => ({ ...zone, areas: [['a', 'b'], [], ['c']][index]! }));
    const homes = findHomeColumns({ zones });
    expect(homes.ids).toEqual(['z0', 'z2'] as unknown as ZoneId[]);
    expect(homes.regions).toEqual([0, 1]);
    expect([...homes.columnOfArea]).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
    ]);
    expect(tableDomain('origin', { plan: { ...plan, zones: [zones[1]!] }, hours: HOURS })).toBeNull();
  });
});
