import * as fc from 'fast-check';
import {
  aCell,
  aGrid,
  anArea,
  aPlace,
  at,
  codes,
  market,
  planned,
  projection,
  rectangle,
  residents,
} from '../test/builders';
import { checkPartition } from './check-partition';
import { planZones } from './plan-zones';
import { mapPositions } from './projection';
import { areaOf, type MultiPolygon } from './ring';
import { measureSharedBorders } from './shared-borders';

const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });

describe('checkPartition', () => {
  const left = anArea('L', rectangle(0, 0, 1_000, 1_000));

  it('accepts neighbours whose vertices do not coincide', () => {
    const right = [anArea('R1', rectangle(1_000, 0, 500, 300)), anArea('R2', rectangle(1_000, 300, 500, 700))];
    expect(checkPartition([left, ...right], projection)).toEqual([]);
  });

  it('refuses an overlap with both ids', () => {
    const problems = checkPartition([left, anArea('R', rectangle(900, 0, 1_000, 1_000))], projection);
    expect(problems).toEqual([expect.objectContaining({ code: 'overlap', ids: ['L', 'R'] })]);
    expect(problems[0]!.message).toMatch(/overlap by \d+ m²/);
  });

  it('bears a sliver of a metre, left by two people who drew one border', () => {
    expect(checkPartition([left, anArea('R', rectangle(999, 0, 1_000, 1_000))], projection)).toEqual([]);
  });

  it('refuses a gap, naming the zones around it', () => {
    const { zones } = aGrid(3, 3);
    const problems = checkPartition(
      zones.filter(({ id }) => id !== 'B1'),
      projection,
    );
    expect(problems).toEqual([expect.objectContaining({ code: 'gap' })]);
    expect(problems[0]!.ids).toEqual(expect.arrayContaining(['A1', 'B0', 'B2', 'C1']));
  });

  it('refuses a border that crosses itself', () => {
    const bowTie: MultiPolygon = [[[at(0, 0), at(1_000, 1_000), at(1_000, 0), at(0, 900), at(0, 0)]]];
    const problems = checkPartition([anArea('X', bowTie)], projection);
    expect(problems).toEqual([expect.objectContaining({ code: 'malformed-geometry', ids: ['X'] })]);
  });
});

describe('measureSharedBorders', () => {
  it('measures common borders whether or not vertices coincide', () => {
    const shapes = [rectangle(0, 0, 1_000, 1_000), rectangle(1_000, 200, 500, 300), rectangle(1_000, 500, 500, 500)];
    const [left, lower, upper] = measureSharedBorders(shapes.map((shape) => mapPositions(shape, projection.toMetres)));
    expect(left!.get(1)).toBeCloseTo(300, 0);
    expect(left!.get(2)).toBeCloseTo(500, 0);
    expect(lower!.get(2)).toBeCloseTo(500, 0);
    expect(upper!.get(0)).toBe(left!.get(2));
  });
});

describe('merging small leaves', () => {
  it('merges a leaf under 5,000 residents with the neighbour of the longest border', () => {
    const zones = [
      anArea('A', rectangle(0, 0, 1_000, 1_000)),
      anArea('B', rectangle(1_000, 0, 400, 700)),
      anArea('C', rectangle(1_400, 0, 1_000, 1_000)),
      anArea('D', rectangle(1_000, 700, 400, 300)),
    ];
    const cells = zones.map(({ id }, index) => aCell(id, 500 + index * 500, 500 - index * 60));
    const population = [residents('A', 8_000), residents('B', 4_999), residents('C', 9_000), residents('D', 5_000)];
    const { plan, notes } = planned(planZones({ market, cells, zones, population }));
    // B meets A and C along 700 m each and D along 400 m: of two equal ones the first id.
    expect(notes.merged).toEqual([{ id: 'A', members: ['A', 'B'] }]);
    expect(plan.zones.map(({ id, residents: count }) => [id, count])).toEqual([['A', 12_999], ['C', 9_000], ['D', 5_000]]); // prettier-ignore
    expect(plan.zones[0]!.name).toBe('Zone A + Zone B');
    expect(plan.residents).toBe(26_999);
  });

  it('goes on until no leaf is small, whatever the order of the input, and keeps area and residents', () => {
    const { zones, cells } = aGrid(4, 3);
    const counts = fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(counts, shuffled(zones), shuffled(cells), (numbers, otherZones, otherCells) => {
        fc.pre(numbers.reduce((sum, count) => sum + count, 0) >= 5_000);
        const population = zones.map(({ id }, index) => residents(id, numbers[index]!));
        const result = planned(planZones({ market, cells, zones, population }));
        const other = planned(
          planZones({ market, cells: otherCells, zones: otherZones, population: [...population].reverse() }),
        );
        expect(other).toEqual(result);
        expect(Math.min(...result.plan.zones.map((zone) => zone.residents!))).toBeGreaterThanOrEqual(5_000);
        expect(result.plan.residents).toBe(numbers.reduce((sum, count) => sum + count, 0));
        const area = result.plan.zones.reduce((sum, zone) => sum + zone.areaSquareMetres, 0);
        expect(area / 12e6).toBeCloseTo(1, 3);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a small leaf without neighbours', () => {
    const zones = [anArea('A', rectangle(0, 0, 1_000, 1_000)), anArea('I', rectangle(5_000, 0, 1_000, 1_000))];
    const cells = [aCell('1', 500, 500), aCell('2', 5_500, 500)];
    const population = [residents('A', 9_000), residents('I', 10)];
    const result = planZones({ market, cells, zones, population });
    expect(result.kind === 'refused' && result.problems).toEqual([
      expect.objectContaining({ code: 'too-few-residents', ids: ['I'] }),
    ]);
  });

  it('refuses a zone that the population file does not know, and bears one that only that file knows', () => {
    const { zones, cells } = aGrid(2, 1);
    const population = [residents('A0', 9_000), residents('Z9', 9_000)];
    expect(codes(planZones({ market, cells, zones, population }))).toEqual(['missing-population']);
    const all = [...population, residents('B0', 9_000)];
    expect(planned(planZones({ market, cells, zones, population: all })).notes.surplusPopulation).toEqual(['Z9']);
  });

  it('merges nothing and counts nobody without a population file', () => {
    const { zones, cells } = aGrid(2, 2);
    const { plan } = planned(planZones({ market, cells, zones }));
    expect(plan.residents).toBeNull();
    expect(plan.zones.map((zone) => zone.residents)).toEqual([null, null, null, null]);
  });
});

describe('carving out places', () => {
  const { zones, cells: towers } = aGrid(2, 1);
  const cells = [...towers, aCell('C-A0-south', 300, 100)];
  const station = rectangle(400, 400, 200, 200);

  it('makes a zone of a large place with a cell inside and takes it out of the district', () => {
    const { plan } = planned(planZones({ market, cells, zones, places: [aPlace('P-1', station)] }));
    expect(plan.zones.map(({ id, kind }) => [id, kind])).toEqual([
      ['A0', 'district'],
      ['B0', 'district'],
      ['P-1', 'place'],
    ]);
    expect(plan.zones.map((zone) => Math.round(zone.areaSquareMetres / 1_000))).toEqual([960, 1_000, 40]);
  });

  test.each([
    ['sensitive-kind', aPlace('P-1', station, 'worship')],
    ['sensitive-kind', aPlace('P-1', station, 'trade-union')],
    ['under-half-a-hectare', aPlace('P-1', rectangle(470, 470, 60, 60))],
    ['no-cell-inside', aPlace('P-1', rectangle(0, 0, 200, 200))],
  ])('leaves it alone: %s', (reason, place) => {
    const { plan, notes } = planned(planZones({ market, cells, zones, places: [place] }));
    expect(plan.zones).toHaveLength(2);
    expect(notes.uncarved).toEqual([{ id: 'P-1', reason }]);
  });

  it('gives an id that begins with P-', () => {
    const { plan } = planned(planZones({ market, cells, zones, places: [aPlace('station', station)] }));
    expect(plan.zones[2]!.id).toBe('P-station');
  });

  it('refuses places that overlap or swallow a district', () => {
    const overlapping = [aPlace('P-1', station), aPlace('P-2', rectangle(450, 450, 300, 300))];
    expect(codes(planZones({ market, cells, zones, places: overlapping }))).toEqual(['overlap']);
    const swallowing = [aPlace('P-1', rectangle(-1, -1, 1_001, 1_002))];
    expect(codes(planZones({ market, cells, zones, places: swallowing }))).toEqual(['overlap']);
  });

  it('refuses a place with the id of a district', () => {
    const named = [{ ...zones[0]!, id: 'P-1' }, zones[1]!];
    expect(codes(planZones({ market, cells, zones: named, places: [aPlace('P-1', station)] }))).toEqual([
      'duplicate-id',
    ]);
  });
});

describe('a plan that the network cannot serve', () => {
  it('is refused with the two zones that it cannot tell apart', () => {
    const { zones } = aGrid(2, 1);
    const result = planZones({ market, cells: [aCell('1', 1_000, 500)], zones });
    expect(result.kind === 'refused' && result.problems).toEqual([
      expect.objectContaining({ code: 'inseparable', ids: ['A0', 'B0'] }),
    ]);
  });

  it('is refused where two parts of a centre have one mast between them, and borne with in-building cells', () => {
    const { zones, cells } = aGrid(2, 1);
    const places = [
      aPlace('P-1', rectangle(400, 300, 100, 100), 'shopping-centre'),
      aPlace('P-2', rectangle(500, 300, 100, 100), 'shopping-centre'),
    ];
    const within = (indoor: boolean) => [aCell('I-1', 499.5, 350, { indoor }), aCell('I-2', 500.5, 350, { indoor })];
    const towers = planZones({ market, cells: [...cells, ...within(false)], zones, places });
    expect(towers.kind === 'refused' && towers.problems).toEqual([
      expect.objectContaining({ code: 'inseparable', ids: ['P-1', 'P-2'] }),
    ]);
    expect(planZones({ market, cells: [...cells, ...within(true)], zones, places }).kind).toBe('planned');
  });

  it('is refused without cells', () => {
    expect(codes(planZones({ market, cells: [], zones: aGrid(1, 1).zones }))).toEqual(['no-zones']);
  });
});

describe('zones without districts', () => {
  const cells = [aCell('1', 0, 0), aCell('2', 20, 20), aCell('3', 5_000, 0)];

  it('are exactly the H3 cells that hold a radio cell, with certainty', () => {
    const { plan, footprints } = planned(planZones({ market, cells, population: [residents('A', 9_000)] }));
    expect(plan.zones).toHaveLength(2);
    expect(plan.zones.map(({ kind, residents: count, covered }) => [kind, count, covered])).toEqual([
      ['h3', null, true],
      ['h3', null, true],
    ]);
    expect(plan.zones.map(({ id }) => id).join(' ')).toMatch(/^88[0-9a-f]{13} 88[0-9a-f]{13}$/);
    expect(footprints.footprints).toEqual([
      { zones: [0], probabilities: [1] },
      { zones: [1], probabilities: [1] },
    ]);
    const [first, second, third] = footprints.cells;
    expect(second!.footprint).toBe(first!.footprint);
    expect(third!.footprint).not.toBe(first!.footprint);
    expect(footprints.overlaps).toEqual([]);
    const metric = mapPositions(plan.zones[0]!.geometry.coordinates as MultiPolygon, projection.toMetres);
    expect(areaOf(metric) / 1e6).toBeCloseTo(0.7, 0);
  });
});
