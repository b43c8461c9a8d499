import * as fc from 'fast-check';
import { aGrid, anArea, aCell, aPlace, market, planned, rectangle, residents, withAges } from '../test/builders';
import { LEAST_RESIDENTS_OF_REGION } from './make-regions';
import { mergeGroups } from './merge-groups';
import { planZones } from './plan-zones';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('regions', () => {
  it('are leaves merged by the rule of leaves, with their public residents by gender and age', () => {
    const zones = [
      anArea('A', rectangle(0, 0, 1_000, 1_000)),
      anArea('B', rectangle(1_000, 0, 400, 700)),
      anArea('C', rectangle(1_400, 0, 1_000, 1_000)),
      anArea('S', rectangle(1_000, 700, 400, 300)),
    ];
    const cells = zones.map(({ id }, index) => aCell(id, 500 + index * 500, 500 - index * 60));
    const population = [withAges('A', 60_000), withAges('B', 45_000), withAges('C', 70_000), withAges('S', 2_000)];
    const { plan } = planned(planZones({ market, cells, zones, population }));
    // S joins B (400 m), under 50,000 still; of its two neighbours along 1,000 m each it joins the first.
    expect(plan.zones.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    const regionOf = new Map<string, string>(plan.zones.map(({ id, region }) => [id, plan.regions[region]!.id]));
    expect(plan.regions.map(({ id }) => id)).toEqual(['R-A', 'R-C']);
    expect([...regionOf.values()]).toEqual(['R-A', 'R-A', 'R-C']);
    expect(plan.zones.flatMap(({ areas }) => areas).sort()).toEqual(['A', 'B', 'C', 'S']);
    expect(sum(plan.regions.map((region) => region.residents!.female))).toBe(
      sum(population.map(({ female }) => female)),
    );
    for (const { residents: count } of plan.regions) {
      expect(count!.female + count!.male).toBeGreaterThanOrEqual(LEAST_RESIDENTS_OF_REGION);
      expect(sum(count!.adults!.female)).toBeLessThanOrEqual(count!.female);
    }
  });

  it('partition the zones, have 50,000 residents each (or hold them all), and lose nobody, whatever the order of the input', () => {
    const { zones, cells } = aGrid(4, 3);
    const counts = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 12, maxLength: 12 });
    const order = fc.shuffledSubarray([...zones], { minLength: zones.length });
    fc.assert(
      fc.property(counts, order, fc.boolean(), (numbers, otherZones, hasAges) => {
        fc.pre(sum(numbers) >= 5_000);
        const population = zones.map(({ id }, index) => (hasAges ? withAges : residents)(id, numbers[index]!));
        const { plan } = planned(planZones({ market, cells, zones, population }));
        const other = planned(planZones({ market, cells, zones: otherZones, population: [...population].reverse() }));
        expect(other.plan).toEqual(plan);
        // Every region has a zone, and the zones' source areas are the districts, each once.
        expect([...new Set(plan.zones.map(({ region }) => region))].sort((a, b) => a - b)).toEqual([
          ...plan.regions.keys(),
        ]);
        expect(plan.zones.flatMap(({ areas }) => areas).sort()).toEqual(zones.map(({ id }) => id).sort());
        const totals = plan.regions.map(({ residents: count }) => count!.female + count!.male);
        if (totals.length > 1) expect(Math.min(...totals)).toBeGreaterThanOrEqual(LEAST_RESIDENTS_OF_REGION);
        expect(sum(totals)).toBe(sum(population.map(({ female, male }) => female + male)));
        for (const [number, total] of totals.entries()) {
          const within = plan.zones.filter(({ region }) => region === number);
          expect(total).toBe(sum(within.map((zone) => zone.residents!)));
        }
        const adults = plan.regions.map(({ residents: count }) => count!.adults);
        expect(adults.every((bands) => (bands !== null) === hasAges)).toBe(true);
        if (hasAges) {
          for (const band of [0, 1, 2, 3, 4, 5]) {
            const inRegions = sum(adults.map((bands) => bands!.male[band]!));
            expect(inRegions).toBe(sum(population.map((area) => area.adults!.male[band]!)));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold a carved-out place where the district is that it takes most of', () => {
    const { zones, cells } = aGrid(2, 1);
    const population = zones.map(({ id }) => residents(id, 80_000));
    const places = [aPlace('P-1', rectangle(700, 300, 400, 200))];
    const inside = aCell('I', 900, 400);
    const { plan } = planned(planZones({ market, cells: [...cells, inside], zones, places, population }));
    expect(plan.zones.map(({ id, areas, region }) => [id, areas, plan.regions[region]!.id])).toEqual([
      ['A0', ['A0'], 'R-A0'],
      ['B0', ['B0'], 'R-B0'],
      ['P-1', [], 'R-A0'],
    ]);
  });

  it('of an island are those of the nearest leaf', () => {
    const zones = [
      anArea('A', rectangle(0, 0, 1_000, 1_000)),
      anArea('B', rectangle(1_000, 0, 1_000, 1_000)),
      anArea('I', rectangle(4_000, 0, 1_000, 1_000)),
    ];
    const cells = [aCell('1', 500, 500), aCell('2', 1_500, 500), aCell('3', 4_500, 500)];
    const population = [residents('A', 80_000), residents('B', 80_000), residents('I', 6_000)];
    const { plan } = planned(planZones({ market, cells, zones, population }));
    expect(plan.zones.map(({ region }) => plan.regions[region]!.id)).toEqual(['R-A', 'R-B', 'R-B']);
  });

  it('are one for everything where residents are not known', () => {
    const { zones, cells } = aGrid(2, 2);
    const { plan } = planned(planZones({ market, cells, zones }));
    expect(plan.regions).toEqual([{ id: 'R-all', name: market.name, residents: null }]);
    expect(plan.zones.map(({ region }) => region)).toEqual([0, 0, 0, 0]);
  });

  it('of H3 zones are their parents two resolutions up', () => {
    const { plan } = planned(
      planZones({ market, cells: [aCell('1', 0, 0), aCell('2', 900, 0), aCell('3', 60_000, 0)] }),
    );
    expect(plan.regions.map(({ id }) => id).join(' ')).toMatch(/^86[0-9a-f]{13} 86[0-9a-f]{13}$/);
    expect(new Set(plan.zones.map(({ region }) => region))).toEqual(new Set([0, 1]));
    expect(plan.zones.every(({ areas }) => areas.length === 0)).toBe(true);
  });
});

describe('mergeGroups', () => {
  it('gives a partition of its items and names whoever is too small and alone', () => {
    const none = [new Map<number, number>(), new Map<number, number>()];
    expect(mergeGroups({ residents: [9, 2], borders: none, least: 5 })).toEqual({ groups: [[0], [1]], lonely: [1] });
    expect(mergeGroups({ residents: [9, 2], borders: none, least: 5, findOther: () => 0 })).toEqual({
      groups: [[0, 1]],
    });
  });
});
