import type { FootprintsArtefact, Zone } from '@passant/contracts';
import { Delaunay } from 'd3-delaunay';
import { areaWithin } from './clip-convex';
import { compareIds } from './merge-small-leaves';
import type { RadioCell } from './parse-cells';
import { mapPositions, type Projection } from './projection';
import { findOverlappingRasters, toRasters } from './raster-overlaps';
import { areaOf, areaOfRing, type Box, boxesTouch, boxOf, isInside, type MultiPolygon, type Position } from './ring';
import { toVoronoiCells, type VoronoiCell } from './voronoi-cells';

/** What `FootprintsArtefact` holds apart from its head. */
export type FootprintContents = Pick<FootprintsArtefact, 'cells' | 'footprints' | 'overlaps'>;
type Footprint = FootprintContents['footprints'][number];
type ZoneShape = Pick<Zone, 'geometry'>;

const LEAST_PROBABILITY = 1e-6;

/** Cells that share a footprint: of one outdoor position, or all in-building cells of one zone. */
interface Sharers {
  readonly position: Position;
  readonly positions: readonly Position[];
  /** Index of the zone an in-building group serves (the number of zones for `outside`); undefined outdoors. */
  readonly indoorZone: number | undefined;
  readonly cells: readonly RadioCell[];
}

/**
 * `P(zone | cell)` by area: the Voronoi cell of the site, clipped to the zones; what reaches beyond them is `outside`. In-building
 * cells belong to the zone they stand in. All sectors of a site share one footprint (sectors get their own in the next issue).
 * Numbers depend on the cells' ids only, not on their order.
 */
export function toFootprints(
  cells: readonly RadioCell[],
  zones: readonly ZoneShape[],
  projection: Projection,
): FootprintContents {
  const groups = groupCells(cells, zones, projection);
  const outdoor = groups.filter(({ indoorZone }) => indoorZone === undefined);
  const shapes = zones.map(({ geometry }) => mapPositions(geometry.coordinates as MultiPolygon, projection.toMetres));
  const boxes = shapes.map(boxOf);
  const voronoi =
    outdoor.length > 0
      ? toVoronoiCells(
          outdoor.map(({ position }) => position),
          boundsOf(boxes),
        )
      : [];
  const voronoiOf = new Map(outdoor.map((group, index) => [group, voronoi[index]!]));

  const footprints = groups.map((group): Footprint => {
    const cell = voronoiOf.get(group);
    return cell ? shareByArea(cell, shapes, boxes) : { zones: [group.indoorZone!], probabilities: [1] };
  });
  const numbers = new Map(
    groups.flatMap((group, number) => group.cells.map(({ cellId }) => [cellId, number] as const)),
  );
  return {
    cells: [...cells]
      .sort((a, b) => compareIds(a.cellId, b.cellId))
      .map(({ cellId, latitude, longitude }) => ({ cellId, footprint: numbers.get(cellId)!, latitude, longitude })),
    footprints,
    overlaps: findOverlaps({ groups, outdoor, voronoi, zones, projection }),
  };
}

function groupCells(cells: readonly RadioCell[], zones: readonly ZoneShape[], projection: Projection): Sharers[] {
  const byKey = new Map<string, RadioCell[]>();
  const keyBySite = new Map<string, string>();
  for (const cell of [...cells].sort((a, b) => compareIds(a.cellId, b.cellId))) {
    let key = `indoor ${zoneAt(cell, zones)}`;
    if (!cell.indoor) {
      // A site stands where its first cell stands; sites at one position are one.
      key = keyBySite.get(cell.siteId) ?? `${cell.latitude},${cell.longitude}`;
      keyBySite.set(cell.siteId, key);
    }
    const sharing = byKey.get(key);
    if (sharing) sharing.push(cell);
    else byKey.set(key, [cell]);
  }
  return [...byKey.values()].map((sharing): Sharers => {
    const positions = sharing.map(({ longitude, latitude }) => projection.toMetres([longitude, latitude]));
    const first = sharing[0]!;
    const indoorZone = first.indoor ? zoneAt(first, zones) : undefined;
    return { position: positions[0]!, positions, indoorZone, cells: sharing };
  });
}

function zoneAt({ longitude, latitude }: RadioCell, zones: readonly ZoneShape[]): number {
  const found = zones.findIndex(({ geometry }) =>
    isInside(geometry.coordinates as MultiPolygon, [longitude, latitude]),
  );
  return found < 0 ? zones.length : found;
}

function shareByArea(cell: VoronoiCell, shapes: readonly MultiPolygon[], boxes: readonly Box[]): Footprint {
  const cellBox = boxOf([[cell.ring]]);
  const areas = new Map<number, number>();
  let zonesWithinRange = 0;
  for (const [zone, shape] of shapes.entries()) {
    if (!boxesTouch(cellBox, boxes[zone]!)) continue;
    areas.set(zone, areaWithin(shape, cell.ring));
    zonesWithinRange += areaWithin(shape, cell.ringWithinRange);
  }
  areas.set(shapes.length, Math.max(0, areaOfRing(cell.ringWithinRange) - zonesWithinRange));
  const total = [...areas.values()].reduce((sum, area) => sum + area, 0);
  const kept = [...areas].filter(([, area]) => area / total >= LEAST_PROBABILITY);
  const keptTotal = kept.reduce((sum, [, area]) => sum + area, 0);
  return { zones: kept.map(([zone]) => zone), probabilities: kept.map(([, area]) => area / keptTotal) };
}

interface OverlapInput {
  readonly groups: readonly Sharers[];
  readonly outdoor: readonly Sharers[];
  readonly voronoi: readonly VoronoiCell[];
  readonly zones: readonly ZoneShape[];
  readonly projection: Projection;
}

/** In-building footprints of different zones never overlap each other: walls part them. */
function findOverlaps({ groups, outdoor, voronoi, zones, projection }: OverlapInput): [number, number][] {
  const numberOf = new Map(groups.map((group, number) => [group, number]));
  const geometries = zones.map(({ geometry }) => geometry.coordinates as MultiPolygon);
  const ranges = voronoi.map(({ ringWithinRange }) => mapPositions([[ringWithinRange]], projection.toDegrees));
  const regions = [...geometries, ...ranges];
  const sum = (shapes: readonly MultiPolygon[]) =>
    shapes.reduce((total, shape) => total + areaOf(mapPositions(shape, projection.toMetres)), 0);
  const delaunay = outdoor.length > 0 ? Delaunay.from(outdoor.map(({ position }) => position)) : undefined;
  const rasters = toRasters({
    regions,
    areaSquareMetres: sum(regions),
    footprintAt: (position) => delaunay && numberOf.get(outdoor[delaunay.find(...projection.toMetres(position))]!),
    anchors: new Map(groups.map((group, number) => [number, group.positions.map(projection.toDegrees)])),
  });
  const isIndoor = (footprint: number) => groups[footprint]!.indoorZone !== undefined;
  return findOverlappingRasters(rasters).filter(([a, b]) => !(isIndoor(a) && isIndoor(b)));
}

function boundsOf(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map(([minX]) => minX)),
    Math.min(...boxes.map(([, minY]) => minY)),
    Math.max(...boxes.map(([, , maxX]) => maxX)),
    Math.max(...boxes.map(([, , , maxY]) => maxY)),
  ];
}
