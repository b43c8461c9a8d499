import type { Zone } from '@passant/contracts';
import { listPlaces } from './areas';

/** A square of a hundredth of a degree with its south-western corner there. */
const aZone = (longitude: number, latitude: number, covered = true): Pick<Zone, 'covered' | 'geometry'> => ({
  covered,
  geometry: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [longitude, latitude],
          [longitude + 0.01, latitude],
          [longitude + 0.01, latitude + 0.01],
          [longitude, latitude + 0.01],
          [longitude, latitude],
        ],
      ],
    ],
  },
});

test('an area is a zone with its four nearest covered neighbours', () => {
  const row = Array.from({ length: 8 }, (_, index) => aZone(index === 0 ? 12.005 : 12 + index * 0.02, 51, index !== 1));
  const { zones, areas, city } = listPlaces(row);
  expect(zones).toEqual([[0], [2], [3], [4], [5], [6], [7]]);
  expect(areas.map((area) => [...area].sort())).toEqual([
    [0, 2, 3, 4, 5],
    [0, 2, 3, 4, 5],
    [0, 2, 3, 4, 5],
    [2, 3, 4, 5, 6],
    [3, 4, 5, 6, 7],
    [3, 4, 5, 6, 7],
    [3, 4, 5, 6, 7],
  ]);
  expect(city).toEqual([[0, 2, 3, 4, 5, 6, 7]]);
});

test('a degree of longitude is shorter than one of latitude, so east comes before north', () => {
  const [middle, east, north] = [aZone(12, 51), aZone(12.05, 51), aZone(12, 51.04)];
  const far = Array.from({ length: 3 }, (_, index) => aZone(13 + index, 51));
  expect(listPlaces([middle, north, east, ...far]).areas[0]!.slice(0, 3)).toEqual([0, 2, 1]);
});
