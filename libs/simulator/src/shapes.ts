import type { Random } from './random';

/** `[longitude, latitude]` */
export type Position = [number, number];
export type Polygons = readonly (readonly (readonly (readonly number[])[])[])[];

const METRES_PER_DEGREE = 111_195;

/** Metres east and north per degree around a latitude. */
export const metresPerDegree = (latitude: number): readonly [number, number] => [
  METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180),
  METRES_PER_DEGREE,
];

/** An area of the map that answers fast whether a position is in it. */
export class Shape {
  readonly box: readonly [number, number, number, number];
  private readonly rings: readonly Float64Array[];

  constructor(polygons: Polygons) {
    this.rings = polygons.flatMap((polygon) =>
      polygon.map((ring) => Float64Array.from(ring.flatMap(([x, y]) => [x!, y!]))),
    );
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of this.rings) {
      for (let index = 0; index < ring.length; index += 2) {
        west = Math.min(west, ring[index]!);
        east = Math.max(east, ring[index]!);
        south = Math.min(south, ring[index + 1]!);
        north = Math.max(north, ring[index + 1]!);
      }
    }
    this.box = [west, south, east, north];
  }

  contains(x: number, y: number): boolean {
    const [west, south, east, north] = this.box;
    if (x < west || x > east || y < south || y > north) return false;
    let inside = false;
    for (const ring of this.rings) {
      for (let index = 0; index + 3 < ring.length; index += 2) {
        const [ax, ay, bx, by] = [ring[index]!, ring[index + 1]!, ring[index + 2]!, ring[index + 3]!];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    }
    return inside;
  }

  /** A position in it, evenly spread (its box's middle should a thousand throws miss it). */
  sample(random: Random): Position {
    const [west, south, east, north] = this.box;
    for (let attempt = 0; attempt < 1_000; attempt++) {
      const [x, y] = [random.between(west, east), random.between(south, north)];
      if (this.contains(x, y)) return [x, y];
    }
    return [(west + east) / 2, (south + north) / 2];
  }
}

/** Finds which of many areas holds a position: the first one, or -1. */
export class ShapeIndex {
  private readonly shapes: readonly Shape[];

  constructor(areas: readonly Polygons[]) {
    this.shapes = areas.map((polygons) => new Shape(polygons));
  }

  find(x: number, y: number): number {
    return this.shapes.findIndex((shape) => shape.contains(x, y));
  }
}

/** Polygons of a GeoJSON geometry; none where it is no (multi)polygon. */
export function toPolygons(geometry: unknown): Polygons {
  if (typeof geometry !== 'object' || geometry === null) return [];
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (!Array.isArray(coordinates)) return [];
  return (type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []) as Polygons;
}
