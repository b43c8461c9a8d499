import * as fc from 'fast-check';
import { aCell, aGrid, anArea, aPlace, market, planned, projection, rectangle, residents } from '../test/builders';
import { type FootprintContents, toFootprints } from './footprints';
import type { Area } from './parse-areas';
import type { RadioCell } from './parse-cells';
import { planZones } from './plan-zones';

const district = ({ geometry }: Area) => ({
  kind: 'district' as const,
  geometry: { type: 'MultiPolygon' as const, coordinates: geometry },
});
const footprintsOf = (cells: readonly RadioCell[], zones: readonly Area[]): FootprintContents =>
  toFootprints({ cells, zones: zones.map(district), residents: [], projection });

/** `P(zone | cell)` of a zone by its index. */
function probability({ cells, footprints }: FootprintContents, id: string, zone: number): number {
  const { zones, probabilities } = footprints[cells.find(({ cellId }) => cellId === id)!.footprint]!;
  return probabilities[zones.indexOf(zone)] ?? 0;
}

const numberOf = ({ cells }: FootprintContents, id: string) => cells.find(({ cellId }) => cellId === id)!.footprint;
const overlap = (contents: FootprintContents, a: string, b: string): boolean => {
  const pair = [numberOf(contents, a), numberOf(contents, b)].sort((x, y) => x - y).join();
  return contents.overlaps.some((known) => known.join() === pair);
};

/** Two zones of 8 km², west (0) and east (1) of x = 0, larger than the reach of `near` cells in their middle. */
const halves = [anArea('W', rectangle(-2_000, -2_000, 2_000, 4_000)), anArea('E', rectangle(0, -2_000, 2_000, 4_000))];
const near = { rangeMetres: 1_500 };
const threeSectors = (siteId: string, x: number, y: number, first = 0) =>
  [0, 120, 240].map((turn) =>
    aCell(`${siteId}-${first + turn}`, x, y, { siteId, azimuthDegrees: (first + turn) % 360, ...near }),
  );

describe('P(zone | cell)', () => {
  it('is a half each where a site stands on the border, and for a sector that looks along it', () => {
    const omnidirectional = footprintsOf([aCell('1', 0, 0, near)], halves);
    expect(probability(omnidirectional, '1', 0)).toBeCloseTo(0.5, 1);
    const contents = footprintsOf(threeSectors('S', 0, 0), halves);
    expect(probability(contents, 'S-0', 0)).toBeCloseTo(0.5, 1);
  });

  it('follows the azimuth: sectors that mirror each other have mirrored shares', () => {
    const contents = footprintsOf(threeSectors('S', 0, 0), halves);
    // 120° looks east-southeast and serves what lies between 60° and 180°: all of it east of the site.
    expect(probability(contents, 'S-120', 1)).toBeGreaterThan(0.9);
    expect(probability(contents, 'S-240', 0)).toBeGreaterThan(0.9);
    expect(probability(contents, 'S-120', 1)).toBeCloseTo(probability(contents, 'S-240', 0), 1);
  });

  it('mirrors two sites with three sectors each', () => {
    // Mirrored at x = 0, azimuth 120° becomes 240°.
    const contents = footprintsOf([...threeSectors('L', -700, 0), ...threeSectors('R', 700, 0)], halves);
    for (const [left, right] of [
      ['L-0', 'R-0'],
      ['L-120', 'R-240'],
      ['L-240', 'R-120'],
    ] as const) {
      // prettier-ignore
      expect(probability(contents, left, 0)).toBeCloseTo(probability(contents, right, 1), 1);
    }
    // The sector that looks at the border loses more to the other side than the one that looks away.
    expect(probability(contents, 'L-120', 1)).toBeGreaterThan(2 * probability(contents, 'L-240', 1));
  });

  it('narrows with the beam', () => {
    const site = (beamWidthDegrees: number) => [
      aCell('N', -700, 0, { siteId: 'S', azimuthDegrees: 0, beamWidthDegrees, ...near }),
      aCell('E', -700, 0, { siteId: 'S', azimuthDegrees: 90, beamWidthDegrees: 65, ...near }),
    ];
    const east = (beam: number) => probability(footprintsOf(site(beam), halves), 'N', 1);
    expect(east(30)).toBeLessThan(east(120) / 2);
  });

  it('is limited by neighbours of the same layer, less by others', () => {
    const cell = aCell('1', -500, 0, near);
    const alone = probability(footprintsOf([cell], halves), '1', 1);
    const otherLayer = probability(
      footprintsOf([cell, aCell('2', 500, 0, { ...near, frequency: '800' })], halves),
      '1',
      1,
    );
    const sameLayer = probability(footprintsOf([cell, aCell('2', 500, 0, near)], halves), '1', 1);
    expect(otherLayer).toBeLessThan(alone);
    expect(sameLayer).toBeLessThan(otherLayer);
  });

  it('ends where the operator or the frequency says', () => {
    const far = [anArea('W', rectangle(-6_000, -500, 6_000, 1_000)), anArea('E', rectangle(0, -500, 8_000, 1_000))];
    const east = (overrides: Partial<RadioCell>) =>
      probability(footprintsOf([aCell('1', -2_000, 0, overrides)], far), '1', 1);
    expect(east({ rangeMetres: 1_900 })).toBe(0);
    expect(east({ frequency: '3600' })).toBeGreaterThan(0);
    expect(east({ frequency: '800' })).toBeGreaterThan(2 * east({ frequency: '3600' }));
    expect(east({ frequency: '26000', technology: '5G' })).toBe(0);
  });

  it('counts what lies beyond the zones as outside', () => {
    const zones = [anArea('W', rectangle(-500, -500, 500, 1_000)), anArea('E', rectangle(0, -500, 500, 1_000))];
    const contents = footprintsOf([aCell('1', -500, 0), aCell('2', 500, 0)], zones);
    // Each site stands on the outer border: half of what is near it lies beyond, but its range ends there at half a kilometre.
    expect(probability(contents, '1', 2)).toBeGreaterThan(0.35);
    expect(probability(contents, '1', 2)).toBeLessThan(0.5);
    expect(probability(contents, '2', 2)).toBeCloseTo(probability(contents, '1', 2), 1);
  });

  it('puts people where residents are', () => {
    const zones = halves.map(district);
    const cells = [aCell('1', 0, 0, near)];
    const areas = halves.map(({ geometry }, index) => ({ geometry, residents: index === 0 ? 9_000 : 1_000 }));
    const contents = toFootprints({ cells, zones, residents: areas, projection });
    // Served are 44 % of the map. 65 % by residents, nine of ten west; 33 % by the network, all of it served, half of it west; 2 % by area:
    // west 0.65 · 0.9 · 0.44 + 0.33 · 0.5 + 0.02 · 0.22 = 0.43, east 0.20, so 0.68.
    expect(probability(contents, '1', 0)).toBeCloseTo(0.68, 1);
    const nobody = areas.map((area) => ({ ...area, residents: 0 }));
    const empty = toFootprints({ cells, zones, residents: nobody, projection });
    expect(probability(empty, '1', 0)).toBeCloseTo(0.5, 1);
  });

  it('puts people at work where public workplaces are, and by the network alone where one district does not say', () => {
    const zones = halves.map(district);
    const cells = [aCell('1', 0, 0, near)];
    const west = (...workplaces: (number | null)[]) => {
      const areas = halves.map(({ geometry }, half) => ({ geometry, residents: 5_000, workplaces: workplaces[half]! }));
      return probability(toFootprints({ cells, zones, residents: areas, projection }), '1', 0);
    };
    // Served are 44 % of the map: homes 0.65 · 0.22 on either side, errands 0.165 · 0.5, anywhere 0.02 · 0.22;
    // work 0.165 · 0.9 west and 0.165 · 0.1 east: 0.38 and 0.25, so 0.61.
    expect(west(9_000, 1_000)).toBeCloseTo(0.61, 1);
    expect(west(9_000, 1_000)).toBeGreaterThan(0.57);
    expect(west(1_000, 9_000)).toBeCloseTo(1 - west(9_000, 1_000), 1);
    expect(west(9_000, null)).toBeCloseTo(west(null, null), 9);
    expect(west(0, 0)).toBeCloseTo(west(null, null), 9);
  });

  it('gives every zone a share: one without residents, and a place', () => {
    const { zones, cells } = aGrid(2, 2);
    const population = [
      residents('A0', 20_000),
      residents('B0', 5_000),
      residents('A1', 5_000),
      residents('B1', 5_000),
    ];
    const places = [aPlace('P-1', rectangle(700, 300, 100, 100))];
    const input = { market, cells: [...cells, aCell('C-P', 750, 350)], zones, population, places };
    const { plan, footprints } = planned(planZones(input));
    const place = plan.zones.findIndex(({ id }) => id === 'P-1');
    expect(plan.zones.every(({ covered }) => covered)).toBe(true);
    // Of some square kilometre that the cell inside serves, the place is a hundredth, three times as dense as homes.
    expect(probability(footprints, 'C-P', place)).toBeGreaterThan(0.02);
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
    const zoneOf = (id: string) =>
      footprints.footprints[numberOf(footprints, id)]!.zones.map((zone) => plan.zones[zone]!.id);
    expect(zoneOf('I-1')).toEqual(['P-1']);
    expect(zoneOf('I-3')).toEqual(['P-2']);
    expect(numberOf(footprints, 'I-2')).toBe(numberOf(footprints, 'I-1'));
    // Walls part them from each other, not from the tower outside.
    expect(overlap(footprints, 'I-1', 'I-3')).toBe(false);
    expect(overlap(footprints, 'I-1', 'C-A0')).toBe(true);
  });

  it('takes an in-building cell beyond the zones for one outside', () => {
    const { zones, cells } = aGrid(2, 1);
    const contents = footprintsOf([...cells, aCell('I', -9_000, 0, { indoor: true })], zones);
    expect(probability(contents, 'I', 2)).toBe(1);
  });

  it('is one for cells that nothing tells apart, and for layers that come out alike', () => {
    const { zones, cells } = aGrid(2, 1);
    const twin = aCell('C-Z', 500, 500, { siteId: 'another operator' });
    const layer = cells.map((cell) => ({ ...cell, cellId: `${cell.cellId}-800`, frequency: '800' }));
    const contents = footprintsOf([...cells, twin, ...layer], zones);
    expect(numberOf(contents, 'C-Z')).toBe(numberOf(contents, 'C-A0'));
    expect(numberOf(contents, 'C-A0-800')).toBe(numberOf(contents, 'C-A0'));
    expect(numberOf(contents, 'C-B0')).not.toBe(numberOf(contents, 'C-A0'));
    expect(contents.footprints).toHaveLength(2);
  });

  it('sums to one for every cell, whatever the network, in whatever order it comes', () => {
    const { zones } = aGrid(3, 3);
    const coordinate = fc.integer({ min: -4_000, max: 7_000 });
    const aNetwork = fc.array(
      fc.record({
        x: coordinate,
        y: coordinate,
        azimuthDegrees: fc.option(fc.integer({ min: 0, max: 360 })),
        beamWidthDegrees: fc.option(fc.integer({ min: 1, max: 360 })),
        rangeMetres: fc.option(fc.integer({ min: 1, max: 20_000 })),
        frequency: fc.constantFrom('700', '1800', '3600', ''),
        siteId: fc.constantFrom('S1', 'S2', 'S3', 'S4', 'S5'),
        indoor: fc.boolean(),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(aNetwork, (network) => {
        const cells = network.map(({ x, y, ...cell }, index) => aCell(`C${index}`, x, y, cell));
        const contents = footprintsOf(cells, zones);
        expect(contents.cells).toHaveLength(cells.length);
        for (const { zones: touched, probabilities } of contents.footprints) {
          expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...probabilities)).toBeGreaterThan(0);
          expect(touched).toHaveLength(probabilities.length);
          expect(new Set(touched).size).toBe(touched.length);
          expect(Math.max(...touched)).toBeLessThanOrEqual(zones.length);
        }
        expect(footprintsOf([...cells].reverse(), zones)).toEqual(contents);
      }),
      { numRuns: 25 },
    );
  });
});

describe('overlaps of footprints', () => {
  it('exist between neighbours and not between distant sites', () => {
    const { zones, cells } = aGrid(6, 1);
    const contents = footprintsOf(cells, zones);
    expect(overlap(contents, 'C-A0', 'C-B0')).toBe(true);
    expect(overlap(contents, 'C-C0', 'C-D0')).toBe(true);
    expect(overlap(contents, 'C-A0', 'C-D0')).toBe(false);
    expect(overlap(contents, 'C-A0', 'C-F0')).toBe(false);
    expect(contents.overlaps.every(([a, b]) => a < b)).toBe(true);
  });

  it('exist between layers of a direction, and hardly between a site’s back and what it looks away from', () => {
    const { zones } = aGrid(6, 1);
    const cells = [...threeSectors('W', 1_500, 500, 90), ...threeSectors('E', 3_500, 500, 90)];
    const low = cells.map((cell) => ({ ...cell, cellId: `${cell.cellId}-low`, frequency: '800' })).slice(0, 3);
    const contents = footprintsOf([...cells, ...low], zones);
    expect(numberOf(contents, 'W-90')).not.toBe(numberOf(contents, 'W-90-low'));
    expect(overlap(contents, 'W-90', 'W-90-low')).toBe(true);
    expect(overlap(contents, 'W-210', 'E-90')).toBe(false);
  });

  it('exist between sites that stand closer than the raster is wide', () => {
    const { zones } = aGrid(2, 1);
    const cells = [aCell('1', 500, 500), aCell('2', 510, 500), aCell('3', 505, 508)];
    expect(footprintsOf(cells, zones).overlaps).toEqual([[0, 1], [0, 2], [1, 2]]); // prettier-ignore
  });
});
