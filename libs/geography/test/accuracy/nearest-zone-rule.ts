import type { CellRule, RadioCell } from '../../src';
import type { FootprintInput } from '../../src/footprints';
import { mapPositions, type Projection } from '../../src/projection';
import { isInside, type MultiPolygon, type Position } from '../../src/ring';

/** Every cell belongs to the zone its site stands in, or the nearest one. */
export function nearestZoneRule({ cells, zones, projection }: FootprintInput): CellRule {
  const shapes = zones.map(({ geometry }) => mapPositions(geometry.coordinates as MultiPolygon, projection.toMetres));
  return new Map(cells.map((cell) => [cell.cellId, new Map([[findZone(cell, shapes, projection), 1]])]));
}

export function findZone(
  { longitude, latitude }: RadioCell,
  shapes: readonly MultiPolygon[],
  projection: Projection,
): number {
  const position = projection.toMetres([longitude, latitude]);
  const inside = shapes.findIndex((shape) => isInside(shape, position));
  if (inside >= 0) return inside;
  const distances = shapes.map((shape) => Math.min(...shape.flat(2).map((vertex) => distance(vertex, position))));
  return distances.indexOf(Math.min(...distances));
}

const distance = ([ax, ay]: Position, [bx, by]: Position): number => Math.hypot(ax - bx, ay - by);
