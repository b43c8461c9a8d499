import type { MultiPolygon } from '@passant/contracts';

/** `[longitude, latitude]` or `[x, y]`. */
export type Vertex = readonly [number, number];

/** Twice the area between the open ring and the origin of its first vertex, with a sign. */
export function signedDoubleArea(ring: readonly Vertex[]): number {
  const [originX, originY] = ring[0] ?? [0, 0];
  let sum = 0;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length]!;
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }
  return sum;
}

/**
 * The part of a ring with `a·x + b·y <= c` (Sutherland and Hodgman 1974). Where a concave ring falls into pieces they hang
 * together by edges of no width: the area is right.
 */
export function clipByLine(ring: readonly Vertex[], { a, b, c }: Line): Vertex[] {
  const kept: Vertex[] = [];
  for (const [index, from] of ring.entries()) {
    const to = ring[(index + 1) % ring.length]!;
    const [before, after] = [a * from[0] + b * from[1] - c, a * to[0] + b * to[1] - c];
    if (before <= 0) kept.push(from);
    if (before < 0 !== after < 0 && before !== after && before !== 0 && after !== 0) {
      const share = before / (before - after);
      kept.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
    }
  }
  return kept;
}

export interface Line {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * The area that a simple polygon (open ring) shares with a geometry, in squared units: the polygon is taken as a fan of
 * triangles with signs, so it may be concave.
 */
export function sharedArea(ring: readonly Vertex[], { coordinates }: MultiPolygon): number {
  const [origin, ...rest] = ring;
  let area = 0;
  for (const [index, from] of rest.entries()) {
    const to = rest[index + 1];
    if (!to) break;
    const triangle = [origin!, from, to] as const;
    const sign = Math.sign(signedDoubleArea(triangle));
    if (sign !== 0) area += sign * areaInside(coordinates, toLines(triangle, sign));
  }
  return Math.abs(area);
}

/** Area of a geometry, holes taken out, inside all of these lines. */
export function areaInside(coordinates: MultiPolygon['coordinates'], lines: readonly Line[]): number {
  let area = 0;
  for (const polygon of coordinates) {
    for (const [index, ring] of polygon.entries()) {
      const clipped = lines.reduce<readonly Vertex[]>(clipByLine, ring);
      area += ((index === 0 ? 1 : -1) * Math.abs(signedDoubleArea(clipped))) / 2;
    }
  }
  return area;
}

/** The three half-planes of a triangle. */
const toLines = (triangle: readonly Vertex[], sign: number): Line[] =>
  triangle.map(([ax, ay], index) => {
    const [bx, by] = triangle[(index + 1) % 3]!;
    const [a, b] = [sign * (by - ay), sign * (ax - bx)];
    return { a, b, c: a * ax + b * ay };
  });

/** Whether a polygon (open ring) has an area and edges that meet at its corners only. */
export function isSimple(ring: readonly Vertex[]): boolean {
  if (ring.length < 3 || !(Math.abs(signedDoubleArea(ring)) > 0)) return false;
  const edges = ring.map((from, index) => [from, ring[(index + 1) % ring.length]!] as const);
  return edges.every(([from, to], index) => {
    if (from[0] === to[0] && from[1] === to[1]) return false;
    return edges.slice(index + 1).every((other, later) => {
      const follows = later === 0 || (index === 0 && index + 1 + later === edges.length - 1);
      return follows ? !turnsBack([from, to], other) : !edgesMeet([from, to], other);
    });
  });
}

type Edge = readonly [Vertex, Vertex];

const side = ([from, to]: Edge, [x, y]: Vertex): number =>
  Math.sign((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));

const isBetween = ([from, to]: Edge, [x, y]: Vertex): boolean =>
  Math.min(from[0], to[0]) <= x &&
  x <= Math.max(from[0], to[0]) &&
  Math.min(from[1], to[1]) <= y &&
  y <= Math.max(from[1], to[1]);

function edgesMeet(one: Edge, other: Edge): boolean {
  const [a, b, c, d] = [side(one, other[0]), side(one, other[1]), side(other, one[0]), side(other, one[1])];
  if (a !== b && c !== d) return true;
  return (
    (a === 0 && isBetween(one, other[0])) ||
    (b === 0 && isBetween(one, other[1])) ||
    (c === 0 && isBetween(other, one[0])) ||
    (d === 0 && isBetween(other, one[1]))
  );
}

/** Two edges with a common corner that lie on one another. */
function turnsBack(one: Edge, other: Edge): boolean {
  const isOf = (edge: Edge, [x, y]: Vertex) => edge.some(([ex, ey]) => ex === x && ey === y);
  const ends = [...one.filter((end) => !isOf(other, end)), ...other.filter((end) => !isOf(one, end))] as const;
  const corner = one.find((end) => isOf(other, end));
  if (!corner || ends.length !== 2) return true;
  const [[px, py], [qx, qy]] = ends.map(([x, y]) => [x - corner[0], y - corner[1]] as const) as [Vertex, Vertex];
  return px * qy - py * qx === 0 && px * qx + py * qy > 0;
}
