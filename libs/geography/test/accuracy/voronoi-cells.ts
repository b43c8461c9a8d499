import { Delaunay } from 'd3-delaunay';
import { clipToConvex } from './clip-convex';
import type { Box, Position, Ring } from '../../src/ring';

const RANGE_OF_NEIGHBOUR_DISTANCE = 0.5;
const LEAST_RANGE_METRES = 300;
const LARGEST_RANGE_METRES = 15_000;
const LONE_SITE_RANGE_METRES = 5_000;
const CORNERS_OF_A_CIRCLE = 48;

/** The part of the map that is nearest to a site. All rings are convex, closed, anticlockwise, in metres. */
export interface VoronoiCell {
  readonly site: Position;
  /** Everything nearest to the site inside `bounds`. */
  readonly ring: Ring;
  /** Where of it the site is taken to reach beyond the zones. */
  readonly rangeMetres: number;
  readonly ringWithinRange: Ring;
}

/**
 * Voronoi cells of sites (no two at one position). Towards the open land a site reaches half the median distance to its
 * neighbours, as it does towards them; at least 0.3, at most 15 km.
 */
export function toVoronoiCells(sites: readonly Position[], zonesBox: Box): VoronoiCell[] {
  const delaunay = Delaunay.from(sites);
  const ranges = sites.map((site, index) => {
    // A lone site is said to have a neighbour that does not exist.
    const neighbours = [...delaunay.neighbors(index)]
      .map((other) => sites[other])
      .filter((other) => other !== undefined);
    return toRange(site, neighbours);
  });
  const bounds = widen(zonesBox, sites, ranges);
  const voronoi = delaunay.voronoi([...bounds]);
  return sites.map((site, index) => {
    const ring = anticlockwise(voronoi.cellPolygon(index) as Ring | null) ?? toRing(bounds);
    const rangeMetres = ranges[index]!;
    return { site, ring, rangeMetres, ringWithinRange: clipToConvex(toCircle(site, rangeMetres), ring) };
  });
}

function toRange([x, y]: Position, neighbours: readonly Position[]): number {
  if (neighbours.length === 0) return LONE_SITE_RANGE_METRES;
  const distances = neighbours.map(([nx, ny]) => Math.hypot(nx - x, ny - y)).sort((a, b) => a - b);
  const median = distances[Math.floor(distances.length / 2)]!;
  return Math.min(LARGEST_RANGE_METRES, Math.max(LEAST_RANGE_METRES, RANGE_OF_NEIGHBOUR_DISTANCE * median));
}

/** A box around zones and all ranges. */
function widen(box: Box, sites: readonly Position[], ranges: readonly number[]): Box {
  let [minX, minY, maxX, maxY] = box;
  for (const [index, [x, y]] of sites.entries()) {
    const range = ranges[index]!;
    minX = Math.min(minX, x - range);
    minY = Math.min(minY, y - range);
    maxX = Math.max(maxX, x + range);
    maxY = Math.max(maxY, y + range);
  }
  return [minX - 1, minY - 1, maxX + 1, maxY + 1];
}

function toCircle([x, y]: Position, radius: number): Ring {
  const corners = Array.from({ length: CORNERS_OF_A_CIRCLE }, (_, corner): Position => {
    const angle = (corner / CORNERS_OF_A_CIRCLE) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  return [...corners, corners[0]!];
}

const toRing = ([minX, minY, maxX, maxY]: Box): Ring => [
  [minX, minY],
  [maxX, minY],
  [maxX, maxY],
  [minX, maxY],
  [minX, minY],
];

function anticlockwise(ring: Ring | null): Ring | undefined {
  if (!ring) return undefined;
  let doubleArea = 0;
  for (let index = 0; index + 1 < ring.length; index++) {
    doubleArea += ring[index]![0] * ring[index + 1]![1] - ring[index + 1]![0] * ring[index]![1];
  }
  return doubleArea < 0 ? [...ring].reverse() : ring;
}
