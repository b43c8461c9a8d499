import { intersection, union } from 'polygon-clipping';
import type { Area } from './parse-areas';
import type { Problem } from './problem';
import { mapPositions, type Projection } from './projection';
import { areaOf, areaOfRing, boxesTouch, boxOf, type MultiPolygon, type Ring } from './ring';

/** What digitising leaves between neighbours who trace one border twice; anything larger is real. */
const SLIVER_SQUARE_METRES = 100;
const SLIVER_MEAN_WIDTH_METRES = 2;

/**
 * Whether areas are a partition of what they cover together: no area crosses itself, no two overlap, no gap lies
 * between them. Slivers (under 100 m² or 2 m wide on average) are borne.
 */
export function checkPartition(areas: readonly Area[], projection: Projection): Problem[] {
  const metric = (geometry: MultiPolygon) => mapPositions(geometry, projection.toMetres);
  const crossing = areas.filter(({ geometry }) => {
    const declared = areaOf(metric(geometry));
    const enclosed = tryOverlay(() => union(geometry));
    return !enclosed || Math.abs(declared - areaOf(metric(enclosed))) > SLIVER_SQUARE_METRES;
  });
  if (crossing.length > 0) return crossing.map(({ id }) => crossesItself(id));

  const together = tryOverlay(() => union([], ...areas.map(({ geometry }) => geometry)));
  if (!together) return [cannotBeOverlaid(areas.map(({ id }) => id))];
  const sum = areas.reduce((total, { geometry }) => total + areaOf(metric(geometry)), 0);
  const doublyCovered = sum - areaOf(metric(together));
  const overlaps = doublyCovered > 1 ? findOverlaps(areas, projection) : [];
  return [...overlaps, ...findGaps(areas, together, projection)];
}

/** Pairs of areas that really overlap. */
export function findOverlaps(areas: readonly Area[], projection: Projection): Problem[] {
  const boxes = areas.map(({ geometry }) => boxOf(geometry));
  const problems: Problem[] = [];
  for (const [index, a] of areas.entries()) {
    for (let other = index + 1; other < areas.length; other++) {
      if (!boxesTouch(boxes[index]!, boxes[other]!)) continue;
      const b = areas[other]!;
      const common = tryOverlay(() => intersection(a.geometry, b.geometry));
      if (!common) problems.push(cannotBeOverlaid([a.id, b.id]));
      else if (isReal(mapPositions(common, projection.toMetres))) {
        const squareMetres = Math.round(areaOf(mapPositions(common, projection.toMetres)));
        const message = `The zones ${a.id} and ${b.id} overlap by ${squareMetres} m²: correct the border of one of them.`;
        problems.push({ code: 'overlap', message, ids: [a.id, b.id] });
      }
    }
  }
  return problems;
}

function findGaps(areas: readonly Area[], together: MultiPolygon, projection: Projection): Problem[] {
  const holes = together.flatMap((polygon) => polygon.slice(1));
  return holes
    .filter((hole) => isReal(mapPositions([[hole]], projection.toMetres)))
    .map((hole) => {
      const ids = areas.filter(({ geometry }) => haveCommonVertex(geometry, hole)).map(({ id }) => id);
      const squareMetres = Math.round(areaOf(mapPositions([[hole]], projection.toMetres)));
      const [longitude, latitude] = hole[0]!;
      const where = `near ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
      const message = `A gap of ${squareMetres} m² ${where} lies between the zones ${ids.join(', ')}: extend one of them or add a zone.`;
      return { code: 'gap', message, ids };
    });
}

function isReal(metric: MultiPolygon): boolean {
  const area = areaOf(metric);
  const perimeter = metric.flat().reduce((sum, ring) => sum + lengthOf(ring), 0);
  return area > SLIVER_SQUARE_METRES && (2 * area) / perimeter > SLIVER_MEAN_WIDTH_METRES;
}

function lengthOf(ring: Ring): number {
  let length = 0;
  for (let index = 0; index + 1 < ring.length; index++) {
    length += Math.hypot(ring[index + 1]![0] - ring[index]![0], ring[index + 1]![1] - ring[index]![1]);
  }
  return length;
}

function haveCommonVertex(geometry: MultiPolygon, hole: Ring): boolean {
  const vertices = new Set(hole.map(([x, y]) => `${x},${y}`));
  return geometry.some((polygon) => polygon.some((ring) => ring.some(([x, y]) => vertices.has(`${x},${y}`))));
}

/** The overlay library throws on what it cannot untangle; that is an answer about the input, not a fault of ours. */
export function tryOverlay(overlay: () => MultiPolygon): MultiPolygon | undefined {
  try {
    const result = overlay();
    return result.filter(([outer]) => outer !== undefined && areaOfRing(outer) > 0);
  } catch {
    return undefined;
  }
}

function crossesItself(id: string): Problem {
  return {
    code: 'malformed-geometry',
    message: `The border of zone ${id} crosses itself or its parts overlap: repair it.`,
    ids: [id],
  };
}

export function cannotBeOverlaid(ids: readonly string[]): Problem {
  const message = `The zones ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''} cannot be laid over each other: simplify or repair their borders.`;
  return { code: 'malformed-geometry', message, ids };
}
