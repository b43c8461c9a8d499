import * as fc from 'fast-check';
import { aCell, aGrid, anArea, aPlace, market, planned, projection, rectangle } from '../test/builders';
import { toFootprints } from './footprints';
import type { Area } from './parse-areas';
import { planZones } from './plan-zones';

const shape = ({ geometry }: Area) => ({ geometry: { type: 'MultiPolygon' as const, coordinates: geometry } });

describe('P(zone | cell)', () => {
  it('shares a site between zones by the area of its Voronoi cell', () => {
    // Sites 1 km apart: their cells meet at x = 0; the zones meet at x = 250.
    const zones = [anArea('W', rectangle(-2_000, -500, 2_250, 1_000)), anArea('E', rectangle(250, -500, 1_750, 1_000))];
    const cells = [aCell('1', -500, 0), aCell('2', 500, 0)];
    const { footprints } = toFootprints(cells, zones.map(shape), projection);
    // Beyond the zones the sites' circles of 500 m add nothing: the zones hold them.
    expect(footprints[0]!.zones).toEqual([0]);
    expect(footprints[1]!.zones).toEqual([0, 1]);
    expect(footprints[1]!.probabilities[0]).toBeCloseTo(250 / 2_000, 4);
  });

  it('counts what lies beyond the zones as outside', () => {
    const zones = [anArea('W', rectangle(-500, -500, 500, 1_000)), anArea('E', rectangle(0, -500, 500, 1_000))];
    const { footprints } = toFootprints([aCell('1', -500, 0), aCell('2', 500, 0)], zones.map(shape), projection);
    // Half of the 500 m circle lies beyond the border of the zones, the other half of the cell within: π/8 km² to 1/2 km².
    const outside = Math.PI / 8;
    expect(footprints[0]!.zones).toEqual([0, 2]);
    expect(footprints[0]!.probabilities[1]).toBeCloseTo(outside / (outside + 0.5), 2);
  });

  it('gives all cells of a site, and sites at one position, one footprint', () => {
    const { zones, cells } = aGrid(2, 1);
    const sector = aCell('C-A0-2', 500, 500, { siteId: 'S-C-A0', azimuthDegrees: 120 });
    const neighbour = aCell('C-Z', 500, 500, { siteId: 'another operator' });
    const result = toFootprints([...cells, sector, neighbour], zones.map(shape), projection);
    const numbers = new Map(result.cells.map(({ cellId, footprint }) => [cellId, footprint]));
    expect(numbers.get('C-A0-2')).toBe(numbers.get('C-A0'));
    expect(numbers.get('C-Z')).toBe(numbers.get('C-A0'));
    expect(numbers.get('C-B0')).not.toBe(numbers.get('C-A0'));
    expect(result.footprints).toHaveLength(2);
  });

  it('puts in-building cells wholly into the part that holds them', () => {
    const { zones, cells } = aGrid(2, 1);
    const indoor = [
      aCell('I-1', 450, 500, { indoor: true }),
      aCell('I-2', 460, 500, { indoor: true }),
      aCell('I-3', 550, 500, { indoor: true }),
    ];
    const places = [
      aPlace('P-1', rectangle(400, 450, 100, 100), 'shopping-centre'),
      aPlace('P-2', rectangle(500, 450, 100, 100), 'shopping-centre'),
    ];
    const { plan, footprints } = planned(planZones({ market, cells: [...cells, ...indoor], zones, places }));
    const footprintOf = (id: string) => footprints.cells.find(({ cellId }) => cellId === id)!.footprint;
    const zoneOf = (id: string) => footprints.footprints[footprintOf(id)]!.zones.map((zone) => plan.zones[zone]!.id);
    expect(zoneOf('I-1')).toEqual(['P-1']);
    expect(zoneOf('I-3')).toEqual(['P-2']);
    expect(footprintOf('I-2')).toBe(footprintOf('I-1'));
    // Walls part them from each other, not from the tower outside.
    const pairs = footprints.overlaps.map((pair) => pair.join());
    const pair = (a: string, b: string) => [footprintOf(a), footprintOf(b)].sort((x, y) => x - y).join();
    expect(pairs).not.toContain(pair('I-1', 'I-3'));
    expect(pairs).toContain(pair('I-1', 'C-A0'));
  });

  it('sums to one for every cell, wherever sites stand and in whatever order they come', () => {
    const { zones } = aGrid(3, 3);
    const coordinate = fc.integer({ min: -2_000, max: 5_000 });
    const sites = fc.uniqueArray(fc.tuple(coordinate, coordinate), {
      minLength: 1,
      maxLength: 25,
      selector: ([x, y]) => `${x},${y}`,
    });
    fc.assert(
      fc.property(sites, (positions) => {
        const cells = positions.map(([x, y], index) => aCell(`C${index}`, x, y));
        const result = toFootprints(cells, zones.map(shape), projection);
        for (const { zones: touched, probabilities } of result.footprints) {
          expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...probabilities)).toBeGreaterThan(0);
          expect(touched).toHaveLength(probabilities.length);
          expect(new Set(touched).size).toBe(touched.length);
        }
        expect(toFootprints([...cells].reverse(), zones.map(shape), projection)).toEqual(result);
      }),
      { numRuns: 40 },
    );
  });

  it('covers the zones wholly: what the sites get of a zone adds up to its area', () => {
    const { zones, cells } = aGrid(3, 3);
    const [only] = toFootprints([cells[4]!], zones.map(shape), projection).footprints;
    const inside = only!.zones.filter((zone) => zone < zones.length);
    expect(inside).toHaveLength(9);
    const shares = inside.map((_, index) => only!.probabilities[index]!);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(1e-6);
  });
});

describe('overlaps of footprints', () => {
  it('exist between neighbours and not between distant sites', () => {
    const { zones, cells } = aGrid(6, 1);
    const { overlaps, cells: numbered } = toFootprints(cells, zones.map(shape), projection);
    const number = new Map(numbered.map(({ cellId, footprint }) => [cellId, footprint]));
    const pairs = new Set(overlaps.map((pair) => pair.join()));
    const has = (a: string, b: string) => pairs.has([number.get(a)!, number.get(b)!].sort((x, y) => x - y).join());
    expect(has('C-A0', 'C-B0')).toBe(true);
    expect(has('C-C0', 'C-D0')).toBe(true);
    expect(has('C-A0', 'C-C0')).toBe(false);
    expect(has('C-A0', 'C-F0')).toBe(false);
    expect(overlaps.every(([a, b]) => a < b)).toBe(true);
  });

  it('exist between sites that stand closer than the raster is wide', () => {
    const { zones } = aGrid(2, 1);
    const cells = [aCell('1', 500, 500), aCell('2', 510, 500), aCell('3', 505, 508)];
    const { overlaps } = toFootprints(cells, zones.map(shape), projection);
    expect(overlaps).toEqual([[0, 1], [0, 2], [1, 2]]); // prettier-ignore
  });
});
