import type { MultiPolygon, ZoneId } from '@passant/contracts';
import { areNeighbours, findNeighbours, type PlacedZone } from './find-neighbours';

const square = (x: number, y: number, side = 1): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ],
    ],
  ],
});
const placed = (id: string, longitude: number, neighbours: string[] | null): PlacedZone => ({
  ...{ id: id as ZoneId, neighbours: neighbours as ZoneId[] | null, centroid: { longitude, latitude: 51 } },
});

describe('neighbours', () => {
  it('share a corner; a zone inside another is one where its border is a hole', () => {
    const [hole] = square(0.4, 0.4, 0.2).coordinates[0]!;
    const around: MultiPolygon = { type: 'MultiPolygon', coordinates: [[square(0, 0).coordinates[0]![0]!, hole!]] };
    const zones = [
      { id: 'a' as ZoneId, geometry: around },
      { id: 'P-in' as ZoneId, geometry: square(0.4, 0.4, 0.2) },
      { id: 'b' as ZoneId, geometry: square(1, 1) },
      { id: 'c' as ZoneId, geometry: square(5, 5) },
    ];
    expect(findNeighbours(zones)).toEqual([['P-in', 'b'], ['a'], ['a'], []]);
  });

  it('or have centres within a kilometre', () => {
    const one = placed('a', 12, null);
    expect(areNeighbours(one, placed('b', 12.013, null))).toBe(true);
    expect(areNeighbours(one, placed('b', 12.03, null))).toBe(false);
    expect(areNeighbours(placed('a', 12, ['b']), placed('b', 12.03, ['a']))).toBe(true);
    expect(areNeighbours({ ...one, centroid: null }, placed('b', 12, null))).toBe(false);
  });
});
