import { toVoronoiCells } from './voronoi-cells';
import { areaWithin } from './clip-convex';
import type { CellRule } from '../../src';
import type { FootprintInput } from '../../src/footprints';
import { mapPositions } from '../../src/projection';
import { areaOfRing, type Box, boxOf, type MultiPolygon, type Position } from '../../src/ring';
import { findZone } from './nearest-zone-rule';

/** `P(zone | cell)` by the area of the zone in the Voronoi cell of the site, whatever its sectors. In-building cells: where they stand. */
export function voronoiRule({ cells, zones, projection }: FootprintInput): CellRule {
  const shapes = zones.map(({ geometry }) => mapPositions(geometry.coordinates as MultiPolygon, projection.toMetres));
  const siteOf = new Map<string, string>();
  const positions = new Map<string, Position>();
  for (const { indoor, siteId, latitude, longitude } of cells) {
    if (indoor) continue;
    const key = siteOf.get(siteId) ?? `${latitude},${longitude}`;
    siteOf.set(siteId, key);
    if (!positions.has(key)) positions.set(key, projection.toMetres([longitude, latitude]));
  }
  const shares = new Map<string, ReadonlyMap<number, number>>();
  const voronoi = toVoronoiCells([...positions.values()], boundsOf(shapes.map(boxOf)));
  [...positions.keys()].forEach((key, index) => {
    const { ring, ringWithinRange } = voronoi[index]!;
    const areas = new Map(shapes.map((shape, zone) => [zone, areaWithin(shape, ring)]));
    const withinRange = shapes.reduce((sum, shape) => sum + areaWithin(shape, ringWithinRange), 0);
    areas.set(shapes.length, Math.max(0, areaOfRing(ringWithinRange) - withinRange));
    const total = [...areas.values()].reduce((sum, area) => sum + area, 0);
    shares.set(key, new Map([...areas].filter(([, area]) => area > 0).map(([zone, area]) => [zone, area / total])));
  });
  return new Map(
    cells.map((cell) => [
      cell.cellId,
      cell.indoor ? new Map([[findZone(cell, shapes, projection), 1]]) : shares.get(siteOf.get(cell.siteId)!)!,
    ]),
  );
}

function boundsOf(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map(([minX]) => minX)),
    Math.min(...boxes.map(([, minY]) => minY)),
    Math.max(...boxes.map(([, , maxX]) => maxX)),
    Math.max(...boxes.map(([, , , maxY]) => maxY)),
  ];
}
