import type { MultiPolygon, Position, Ring } from '../../src/ring';
import { areaOfRing } from '../../src/ring';

/** Clips a ring (any shape) to a convex ring that turns anticlockwise (Sutherland and Hodgman 1974). Closed, or empty. */
export function clipToConvex(ring: Ring, convex: Ring): Ring {
  let clipped = ring.slice(0, -1);
  for (let index = 0; index + 1 < convex.length && clipped.length > 0; index++) {
    clipped = clipToHalfPlane(clipped, convex[index]!, convex[index + 1]!);
  }
  return clipped.length > 0 ? [...clipped, clipped[0]!] : [];
}

/**
 * Area common to a geometry and a convex ring, in squared units. A clipped concave ring keeps bridges along the border of
 * the convex one; they enclose nothing, so the area is exact.
 */
export function areaWithin(geometry: MultiPolygon, convex: Ring): number {
  let area = 0;
  for (const [outer, ...holes] of geometry) {
    area += areaOfRing(clipToConvex(outer ?? [], convex));
    for (const hole of holes) area -= areaOfRing(clipToConvex(hole, convex));
  }
  return Math.max(0, area);
}

/** Keeps what lies to the left of the line from `a` to `b`. */
function clipToHalfPlane(open: readonly Position[], a: Position, b: Position): Position[] {
  const side = ([x, y]: Position) => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
  const kept: Position[] = [];
  let previous = open[open.length - 1]!;
  let previousSide = side(previous);
  for (const position of open) {
    const positionSide = side(position);
    if (positionSide >= 0 !== previousSide >= 0) {
      const share = previousSide / (previousSide - positionSide);
      kept.push([previous[0] + share * (position[0] - previous[0]), previous[1] + share * (position[1] - previous[1])]);
    }
    if (positionSide >= 0) kept.push(position);
    previous = position;
    previousSide = positionSide;
  }
  return kept;
}
