import { Delaunay } from 'd3-delaunay';
import { compareIds } from './merge-small-leaves';
import type { RadioCell } from './parse-cells';
import type { Projection } from './projection';
import type { Position } from './ring';

/** Beyond so many times the distance to its neighbours of the same layer a site is not heard. */
const REACH_OF_NEIGHBOUR_DISTANCE = 2;
/** Towards the open land a site reaches as far as towards its neighbours. */
const OPEN_REACH_OF_NEIGHBOUR_DISTANCE = 0.5;
const LEAST_OPEN_REACH_METRES = 300;
/** A lone site, beyond the zones. */
const LONE_OPEN_REACH_METRES = 5_000;
/** A beam covers a little over half of a sector's share of the circle: 65° of 120° (3GPP TR 36.942), 33° of 60°. */
const BEAM_OF_SECTOR = 65 / 120;
const WIDEST_BEAM_DEGREES = 100;

/** Cells with one position, direction, beam and layer: nothing tells them apart. */
export interface Sector {
  readonly position: Position;
  /** Degrees clockwise from north; null: radiates all around. */
  readonly azimuthDegrees: number | null;
  /** Width of the beam at half power. */
  readonly beamWidthDegrees: number;
  readonly cells: readonly RadioCell[];
}

/** The sectors of one site in one layer. */
export interface Site {
  /** Technology and frequency: cells of one layer limit each other. */
  readonly layer: number;
  readonly position: Position;
  readonly sectors: readonly Sector[];
  /** What technology and frequency allow, in metres. */
  readonly rangeMetres: number;
  /** Where it is heard among its neighbours. */
  readonly reachMetres: number;
  /** How far beyond the zones. */
  readonly openReachMetres: number;
}

/**
 * The outdoor cells of a network as sites by layer (technology × frequency), each with its sectors and how far it reaches: at
 * most what technology and frequency allow, and no further than its neighbours of the same layer let it. Layers and sites come
 * in the order of their first cell's id.
 */
export function toSites(cells: readonly RadioCell[], projection: Projection): Site[] {
  const outdoor = cells.filter(({ indoor }) => !indoor).sort((a, b) => compareIds(a.cellId, b.cellId));
  const mastOf = new Map<string, string>();
  const layers = new Map<string, Map<string, RadioCell[]>>();
  for (const cell of outdoor) {
    // A site stands where its first cell stands; sites at one position are one.
    const mast = mastOf.get(cell.siteId) ?? `${cell.latitude},${cell.longitude}`;
    mastOf.set(cell.siteId, mast);
    const masts = getOrAdd(layers, `${cell.technology} ${cell.frequency}`, () => new Map<string, RadioCell[]>());
    getOrAdd(masts, mast, () => []).push(cell);
  }
  return [...layers.values()].flatMap((masts, layer) => {
    const groups = [...masts.values()];
    const positions = groups.map((group) => positionOf(group[0]!, projection));
    const delaunay = Delaunay.from(positions);
    return groups.map((group, index): Site => {
      const position = positions[index]!;
      const neighbours = [...delaunay.neighbors(index)]
        .map((other) => positions[other])
        .filter((other) => other !== undefined);
      const rangeMetres = Math.max(...group.map(toRange));
      return { layer, position, sectors: toSectors(group, projection), rangeMetres, ...toReach(position, neighbours, rangeMetres) }; // prettier-ignore
    });
  });
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

const positionOf = ({ longitude, latitude }: RadioCell, projection: Projection): Position =>
  projection.toMetres([longitude, latitude]);

function toSectors(cells: readonly RadioCell[], projection: Projection): Sector[] {
  const directions = new Set(
    cells.flatMap(({ azimuthDegrees }) => azimuthDegrees ?? []).map((azimuth) => azimuth % 360),
  );
  const usualBeam = Math.min(WIDEST_BEAM_DEGREES, (360 / Math.max(1, directions.size)) * BEAM_OF_SECTOR);
  const groups = new Map<string, RadioCell[]>();
  for (const cell of cells) {
    const { latitude, longitude, azimuthDegrees, beamWidthDegrees } = cell;
    const direction = azimuthDegrees === null ? null : azimuthDegrees % 360;
    getOrAdd(groups, [latitude, longitude, direction, beamWidthDegrees].join(), () => []).push(cell);
  }
  return [...groups.values()].map((group): Sector => {
    const { azimuthDegrees, beamWidthDegrees } = group[0]!;
    return {
      position: positionOf(group[0]!, projection),
      azimuthDegrees: azimuthDegrees === null ? null : azimuthDegrees % 360,
      beamWidthDegrees: beamWidthDegrees ?? usualBeam,
      cells: group,
    };
  });
}

function toReach([x, y]: Position, neighbours: readonly Position[], rangeMetres: number) {
  // A lone site is said to have a neighbour that does not exist.
  const distances = neighbours.map(([nx, ny]) => Math.hypot(nx - x, ny - y)).sort((a, b) => a - b);
  const median = distances[Math.floor(distances.length / 2)];
  if (median === undefined) {
    return { reachMetres: rangeMetres, openReachMetres: Math.min(rangeMetres, LONE_OPEN_REACH_METRES) };
  }
  const openReach = Math.max(LEAST_OPEN_REACH_METRES, OPEN_REACH_OF_NEIGHBOUR_DISTANCE * median);
  return {
    reachMetres: Math.min(rangeMetres, Math.max(2 * LEAST_OPEN_REACH_METRES, REACH_OF_NEIGHBOUR_DISTANCE * median)),
    openReachMetres: Math.min(rangeMetres, openReach),
  };
}

const RANGES: readonly { readonly belowMegahertz: number; readonly metres: number }[] = [
  { belowMegahertz: 1_000, metres: 15_000 },
  { belowMegahertz: 2_300, metres: 8_000 },
  { belowMegahertz: 3_000, metres: 5_000 },
  { belowMegahertz: 7_000, metres: 3_000 },
  { belowMegahertz: Infinity, metres: 500 },
];
const RANGE_OF_TECHNOLOGY: Readonly<Record<string, number>> = { '2G': 15_000, '5G': 5_000 };
const USUAL_RANGE_METRES = 8_000;

/** How far a cell can reach at all: by its frequency, else by its technology; or as its operator says. */
function toRange({ rangeMetres, frequency, technology }: RadioCell): number {
  if (rangeMetres !== null) return rangeMetres;
  const megahertz = Number.parseFloat(frequency);
  const known = megahertz > 0 ? RANGES.find(({ belowMegahertz }) => megahertz < belowMegahertz) : undefined;
  return known?.metres ?? RANGE_OF_TECHNOLOGY[technology] ?? USUAL_RANGE_METRES;
}
