import type { MultiPolygon } from '@passant/contracts';

/** A point in WGS 84, in degrees. */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

type Position = readonly [number, number];

/**
 * The centroid of a zone, weighted by area, holes taken out; null without an area. Degrees are taken as a plane with
 * longitudes shortened by the cosine of the latitude: within a city that is off by less than a metre.
 */
export function findCentroid({ coordinates }: MultiPolygon): Point | null {
  const first = coordinates[0]?.[0]?.[0];
  if (!first) return null;
  const sum = { area: 0, longitude: 0, latitude: 0 };
  for (const polygon of coordinates) {
    for (const [index, ring] of polygon.entries()) addRing(sum, ring, { origin: first, sign: index === 0 ? 1 : -1 });
  }
  if (!(sum.area > 0)) return null;
  return { longitude: first[0] + sum.longitude / sum.area, latitude: first[1] + sum.latitude / sum.area };
}

/** Adds a ring's area and moments, whichever way round it runs (shoelace formula), relative to an origin near it. */
function addRing(
  sum: { area: number; longitude: number; latitude: number },
  ring: readonly Position[],
  { origin, sign }: { origin: Position; sign: 1 | -1 },
): void {
  let [area, x, y] = [0, 0, 0];
  for (const [index, position] of ring.entries()) {
    const next = ring[(index + 1) % ring.length]!;
    const [x1, y1] = [position[0] - origin[0], position[1] - origin[1]];
    const [x2, y2] = [next[0] - origin[0], next[1] - origin[1]];
    const cross = x1 * y2 - x2 * y1;
    area += cross / 2;
    x += ((x1 + x2) * cross) / 6;
    y += ((y1 + y2) * cross) / 6;
  }
  const turned = sign * Math.sign(area);
  sum.area += turned * area;
  sum.longitude += turned * x;
  sum.latitude += turned * y;
}

/** Mean radius of the Earth (IUGG), in kilometres. */
const EARTH_KM = 6371.0088;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(one: Point, other: Point): number {
  const latitude = toRadians(other.latitude - one.latitude);
  const longitude = toRadians(other.longitude - one.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(toRadians(one.latitude)) * Math.cos(toRadians(other.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** A little less than a degree of latitude has anywhere on the sphere, in kilometres. */
const LEAST_DEGREE_KM = 111;

/** Whether two points are at most so many kilometres apart; most that are not are told by their latitudes alone. */
export const isWithinKm = (one: Point, other: Point, kilometres: number): boolean =>
  Math.abs(one.latitude - other.latitude) * LEAST_DEGREE_KM <= kilometres && distanceKm(one, other) <= kilometres;
