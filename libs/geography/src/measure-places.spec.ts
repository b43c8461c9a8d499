import type { MultiPolygon } from '@passant/contracts';
import fc from 'fast-check';
import { distanceKm, findCentroid, isWithinKm } from './measure-places';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const zone = (...coordinates: MultiPolygon['coordinates']): MultiPolygon => ({ type: 'MultiPolygon', coordinates });
const LEIPZIG = { longitude: 12.3731, latitude: 51.3397 };

describe('the centroid of a zone', () => {
  it('is the middle of a square, whichever way round it is drawn', () => {
    const ring = square(12, 51, 0.02);
    for (const drawn of [ring, [...ring].reverse()]) {
      const centroid = findCentroid(zone([drawn]))!;
      expect(centroid.longitude).toBeCloseTo(12.01, 9);
      expect(centroid.latitude).toBeCloseTo(51.01, 9);
    }
  });

  it('weighs parts by their area, and takes holes out', () => {
    const twice = findCentroid(zone([square(0, 0, 2)], [square(10, 0, 1)]))!;
    expect(twice.longitude).toBeCloseTo((4 * 1 + 1 * 10.5) / 5, 9);
    const holed = findCentroid(zone([square(0, 0, 2), square(1, 0, 1)]))!;
    expect(holed.longitude).toBeCloseTo((4 * 1 - 1 * 1.5) / 3, 9);
  });

  it('is none where there is no shape', () => {
    expect(findCentroid(zone())).toBeNull();
    expect(findCentroid(zone([square(1, 1, 0)]))).toBeNull();
  });
});

describe('distance', () => {
  it('is as on the map: Leipzig to Dresden, about 100 km', () => {
    expect(distanceKm(LEIPZIG, { longitude: 13.7373, latitude: 51.0504 })).toBeCloseTo(100, -0.5);
  });

  it('is nothing to oneself, and the same there and back', () => {
    const point = fc.record({
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, (one, other) => {
        expect(distanceKm(one, one)).toBe(0);
        expect(distanceKm(one, other)).toBeCloseTo(distanceKm(other, one), 6);
        expect(distanceKm(one, other)).toBeLessThan(20_016);
      }),
    );
  });

  it('within so many kilometres is what the distance says', () => {
    const near = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(near, near, fc.double({ min: 1, max: 150, noNaN: true }), (north, east, kilometres) => {
        const other = { longitude: LEIPZIG.longitude + east, latitude: LEIPZIG.latitude + north };
        expect(isWithinKm(LEIPZIG, other, kilometres)).toBe(distanceKm(LEIPZIG, other) <= kilometres);
        const due = { ...LEIPZIG, latitude: other.latitude };
        expect(isWithinKm(LEIPZIG, due, distanceKm(LEIPZIG, due))).toBe(true);
      }),
    );
  });
});
