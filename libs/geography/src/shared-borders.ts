import type { MultiPolygon, Position } from './ring';

/** Two borders closer than this run together. */
const TOLERANCE_METRES = 2;
const GRID_METRES = 250;

interface Edge {
  readonly owner: number;
  readonly from: Position;
  readonly to: Position;
}

/**
 * Lengths of common borders in metres: `lengths[i].get(j)`, symmetric, no entry where two areas do not touch. Vertices of
 * neighbours need not coincide: edges count as common where they run within 2 m of each other.
 * @param geometries in metres
 */
export function measureSharedBorders(geometries: readonly MultiPolygon[]): ReadonlyMap<number, number>[] {
  const edges = geometries.flatMap((geometry, owner) => edgesOf(geometry, owner));
  const grid = indexEdges(edges);
  const oneWay = geometries.map(() => new Map<number, number>());
  for (const edge of edges) {
    for (const [other, length] of commonLengths(edge, grid)) {
      const lengths = oneWay[edge.owner]!;
      lengths.set(other, (lengths.get(other) ?? 0) + length);
    }
  }
  // Both directions are averaged, so that the answer does not depend on who is asked.
  return oneWay.map((lengths, owner) => {
    const others = new Set(lengths.keys());
    oneWay.forEach((theirs, other) => theirs.has(owner) && others.add(other));
    return new Map(
      [...others]
        .sort((a, b) => a - b)
        .map((other) => [other, ((lengths.get(other) ?? 0) + (oneWay[other]!.get(owner) ?? 0)) / 2]),
    );
  });
}

function edgesOf(geometry: MultiPolygon, owner: number): Edge[] {
  return geometry.flat().flatMap((ring) => ring.slice(1).map((to, index) => ({ owner, from: ring[index]!, to })));
}

/** How much of an edge runs along edges of each other owner. */
function commonLengths(edge: Edge, grid: ReadonlyMap<string, readonly Edge[]>): Map<number, number> {
  const intervals = new Map<number, [number, number][]>();
  const seen = new Set<Edge>();
  for (const key of keysOf(edge)) {
    for (const candidate of grid.get(key) ?? []) {
      if (candidate.owner === edge.owner || seen.has(candidate)) continue;
      seen.add(candidate);
      const interval = commonInterval(edge, candidate);
      if (interval) intervals.set(candidate.owner, [...(intervals.get(candidate.owner) ?? []), interval]);
    }
  }
  return new Map([...intervals].map(([owner, parts]) => [owner, coveredLength(parts)]));
}

/** The stretch of `edge` (metres from its start) along which `other` stays within the tolerance. */
function commonInterval(edge: Edge, other: Edge): [number, number] | undefined {
  const [ax, ay] = edge.from;
  const length = Math.hypot(edge.to[0] - ax, edge.to[1] - ay);
  if (length === 0) return undefined;
  const [ux, uy] = [(edge.to[0] - ax) / length, (edge.to[1] - ay) / length];
  const along = ([x, y]: Position) => (x - ax) * ux + (y - ay) * uy;
  const aside = ([x, y]: Position) => (y - ay) * ux - (x - ax) * uy;
  const [s0, s1] = [along(other.from), along(other.to)];
  const [d0, d1] = [aside(other.from), aside(other.to)];
  const start = Math.max(0, Math.min(s0, s1));
  const end = Math.min(length, Math.max(s0, s1));
  if (end - start <= 0) return undefined;
  const asideAt = (s: number) => (s1 === s0 ? d0 : d0 + ((d1 - d0) * (s - s0)) / (s1 - s0));
  const within = Math.abs(asideAt(start)) <= TOLERANCE_METRES && Math.abs(asideAt(end)) <= TOLERANCE_METRES;
  return within ? [start, end] : undefined;
}

function coveredLength(intervals: [number, number][]): number {
  let covered = 0;
  let reached = -Infinity;
  for (const [start, end] of intervals.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return covered;
}

function indexEdges(edges: readonly Edge[]): Map<string, Edge[]> {
  const grid = new Map<string, Edge[]>();
  for (const edge of edges) {
    for (const key of keysOf(edge)) {
      const bucket = grid.get(key);
      if (bucket) bucket.push(edge);
      else grid.set(key, [edge]);
    }
  }
  return grid;
}

/** The grid squares that an edge (with the tolerance) may touch. */
function keysOf({ from, to }: Edge): string[] {
  const square = (value: number) => Math.floor(value / GRID_METRES);
  const keys: string[] = [];
  for (
    let x = square(Math.min(from[0], to[0]) - TOLERANCE_METRES);
    x <= square(Math.max(from[0], to[0]) + TOLERANCE_METRES);
    x++
  ) {
    for (
      let y = square(Math.min(from[1], to[1]) - TOLERANCE_METRES);
      y <= square(Math.max(from[1], to[1]) + TOLERANCE_METRES);
      y++
    ) {
      keys.push(`${x},${y}`);
    }
  }
  return keys;
}
