/** `[longitude, latitude]` in degrees, or `[x, y]` in metres: functions here are the same for both. */
export type Position = [number, number];
/** Closed: the last position equals the first. */
export type Ring = Position[];
/** Outer ring, then holes. */
export type Polygon = Ring[];
export type MultiPolygon = Polygon[];
/** `[minX, minY, maxX, maxY]` */
export type Box = readonly [number, number, number, number];

/** Twice the signed area of a closed ring, in squared units. */
function doubleArea(ring: Ring): number {
  const [originX, originY] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let index = 0; index + 1 < ring.length; index++) {
    const [ax, ay] = ring[index]!;
    const [bx, by] = ring[index + 1]!;
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }
  return sum;
}

export const areaOfRing = (ring: Ring): number => Math.abs(doubleArea(ring)) / 2;

/** Area without holes, in squared units; whichever way the rings turn. */
export function areaOf(geometry: MultiPolygon): number {
  let area = 0;
  for (const [outer, ...holes] of geometry) {
    area += areaOfRing(outer ?? []);
    for (const hole of holes) area -= areaOfRing(hole);
  }
  return area;
}

export function boxOf(geometry: MultiPolygon): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of geometry) {
    for (const [x, y] of outer ?? []) {
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
    }
  }
  return [minX, minY, maxX, maxY];
}

export const boxesTouch = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Whether a position lies inside (even-odd rule; on the border: either). */
export function isInside(geometry: MultiPolygon, [x, y]: Position): boolean {
  let inside = false;
  for (const polygon of geometry) {
    for (const ring of polygon) {
      for (let index = 0; index + 1 < ring.length; index++) {
        const [ax, ay] = ring[index]!;
        const [bx, by] = ring[index + 1]!;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    }
  }
  return inside;
}

/** Drops repeated vertices, as often as they occur one after another. Returns the ring, closed, and how many were dropped. */
export function cleanRing(ring: Ring): { ring: Ring; repeated: number } {
  const cleaned = ring.filter(([x, y], index) => index === 0 || x !== ring[index - 1]![0] || y !== ring[index - 1]![1]);
  return { ring: cleaned, repeated: ring.length - cleaned.length };
}

/** A geometry in a form that does not depend on where its rings start or in which order its polygons come. */
export function normalise(geometry: MultiPolygon): MultiPolygon {
  const polygons = geometry.map(([outer, ...holes]) => [
    turn(outer ?? [], true),
    ...holes.map((hole) => turn(hole, false)).sort(byFirstPosition),
  ]);
  return polygons.sort((a, b) => byFirstPosition(a[0]!, b[0]!));
}

/** Starts a ring at its smallest position and turns it anticlockwise (outer rings, RFC 7946) or clockwise. */
function turn(ring: Ring, anticlockwise: boolean): Ring {
  const open = ring.slice(0, -1);
  if (doubleArea(ring) > 0 !== anticlockwise) open.reverse();
  let start = 0;
  for (let index = 1; index < open.length; index++) {
    const [x, y] = open[index]!;
    const [smallestX, smallestY] = open[start]!;
    if (x < smallestX || (x === smallestX && y < smallestY)) start = index;
  }
  const turned = [...open.slice(start), ...open.slice(0, start)];
  return turned.length > 0 ? [...turned, turned[0]!] : turned;
}

function byFirstPosition(a: Ring, b: Ring): number {
  const [ax, ay] = a[0] ?? [0, 0];
  const [bx, by] = b[0] ?? [0, 0];
  return ax - bx || ay - by;
}
