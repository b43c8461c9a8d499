import type { Site } from './to-sites';
import { areaOf, boxOf, type MultiPolygon, type Polygon, type Position } from './ring';

const FINEST_STEP_METRES = 100;
const MOST_SAMPLES = 100_000;
/** Small zones are sampled more finely, down to about a metre. */
const LEAST_SAMPLES_OF_ZONE = 25;
const FINEST_HALVING = 7;
const BUCKET_METRES = 1_000;

/** The map as a raster: positions that stand for an area each. */
export interface Samples {
  readonly positions: readonly Position[];
  /** Index of the zone; the number of zones for `outside`. */
  readonly zones: Int32Array;
  /** Whether it lies in no zone. */
  readonly outside: Uint8Array;
  readonly squareMetres: Float64Array;
  readonly stepMetres: number;
}

/**
 * A raster of 100 m (coarser for large markets), finer in small zones, so that the samples of a zone add up to its area. Beyond
 * the zones as far as a site reaches. Lines of the raster lie on multiples of its step, wherever the zones are.
 * @param shapes zones in metres
 */
export function toSamples(shapes: readonly MultiPolygon[], sites: readonly Site[]): Samples {
  const areas = shapes.map(areaOf);
  const open = collectOpenReaches(sites);
  const total = [...areas, ...open.map(({ reach }) => Math.PI * reach * reach)].reduce((sum, area) => sum + area, 0);
  const stepMetres = Math.max(FINEST_STEP_METRES, Math.ceil(Math.sqrt(total / MOST_SAMPLES)));
  const positions: Position[] = [];
  const zones: number[] = [];
  const squareMetres: number[] = [];
  const taken = new Set<string>();
  for (const [zone, shape] of shapes.entries()) {
    const coarse = pointsWithin(shape, stepMetres);
    for (const position of coarse) taken.add(position.join());
    let points = coarse;
    for (let halving = 1; points.length < LEAST_SAMPLES_OF_ZONE && halving <= FINEST_HALVING; halving++) {
      points = pointsWithin(shape, stepMetres / 2 ** halving);
    }
    for (const position of points) {
      positions.push(position);
      zones.push(zone);
      squareMetres.push(areas[zone]! / points.length);
    }
  }
  for (const position of pointsBeyond(open, stepMetres, taken)) {
    positions.push(position);
    zones.push(shapes.length);
    squareMetres.push(stepMetres * stepMetres);
  }
  return {
    positions,
    zones: Int32Array.from(zones),
    outside: Uint8Array.from(zones, (zone) => (zone === shapes.length ? 1 : 0)),
    squareMetres: Float64Array.from(squareMetres),
    stepMetres,
  };
}

/** Raster points of a geometry, row by row (even-odd rule). */
function pointsWithin(shape: MultiPolygon, step: number): Position[] {
  const points: Position[] = [];
  for (const polygon of shape) {
    const [, minY, , maxY] = boxOf([polygon]);
    for (let row = Math.ceil(minY / step); row * step <= maxY; row++) {
      const crossings = crossingsAt(polygon, row * step);
      for (let index = 0; index + 1 < crossings.length; index += 2) {
        const last = crossings[index + 1]! / step;
        for (let column = Math.ceil(crossings[index]! / step); column < last; column++) {
          points.push([column * step, row * step]);
        }
      }
    }
  }
  return points;
}

/** Where the borders of a polygon cross the line at `y`, sorted. */
function crossingsAt(polygon: Polygon, y: number): number[] {
  const crossings: number[] = [];
  for (const ring of polygon) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const [ax, ay] = ring[index]!;
      const [bx, by] = ring[index + 1]!;
      if (ay > y !== by > y) crossings.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
    }
  }
  return crossings.sort((a, b) => a - b);
}

interface OpenReach {
  readonly position: Position;
  readonly reach: number;
}

/** How far beyond the zones anything is heard from each position: the furthest layer counts. */
function collectOpenReaches(sites: readonly Site[]): OpenReach[] {
  const reaches = new Map<string, OpenReach>();
  for (const { position, openReachMetres: reach } of sites) {
    const known = reaches.get(position.join());
    if (!known || known.reach < reach) reaches.set(position.join(), { position, reach });
  }
  return [...reaches.values()];
}

/** Raster points near a site that are in no zone, row by row. */
function pointsBeyond(open: readonly OpenReach[], step: number, taken: ReadonlySet<string>): Position[] {
  const found = new Map<string, Position>();
  for (const { position, reach } of open) {
    const [x, y] = position;
    for (let row = Math.ceil((y - reach) / step); row * step <= y + reach; row++) {
      for (let column = Math.ceil((x - reach) / step); column * step <= x + reach; column++) {
        const point: Position = [column * step, row * step];
        const key = point.join();
        if (Math.hypot(point[0] - x, point[1] - y) <= reach && !taken.has(key)) found.set(key, point);
      }
    }
  }
  return [...found.values()].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}

/** Finds samples near a position without looking at all of them. */
export class SampleIndex {
  private readonly buckets = new Map<string, number[]>();

  constructor(private readonly positions: readonly Position[]) {
    for (const [sample, [x, y]] of positions.entries()) {
      const key = `${Math.floor(x / BUCKET_METRES)},${Math.floor(y / BUCKET_METRES)}`;
      const bucket = this.buckets.get(key);
      if (bucket) bucket.push(sample);
      else this.buckets.set(key, [sample]);
    }
  }

  /** Samples within reach of a position. */
  findWithin([x, y]: Position, reach: number): number[] {
    const found: number[] = [];
    for (let i = Math.floor((x - reach) / BUCKET_METRES); i <= Math.floor((x + reach) / BUCKET_METRES); i++) {
      for (let j = Math.floor((y - reach) / BUCKET_METRES); j <= Math.floor((y + reach) / BUCKET_METRES); j++) {
        for (const sample of this.buckets.get(`${i},${j}`) ?? []) {
          const [sx, sy] = this.positions[sample]!;
          if ((sx - x) ** 2 + (sy - y) ** 2 <= reach * reach) found.push(sample);
        }
      }
    }
    return found;
  }

  /** The sample nearest to a position, of several the first; none without samples. */
  findNearest([x, y]: Position): number[] {
    let [nearest, least] = [-1, Infinity];
    for (const [sample, [sx, sy]] of this.positions.entries()) {
      const squared = (sx - x) ** 2 + (sy - y) ** 2;
      if (squared < least) [nearest, least] = [sample, squared];
    }
    return nearest < 0 ? [] : [nearest];
  }
}
