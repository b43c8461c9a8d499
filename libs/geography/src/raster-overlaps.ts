import { cellToLatLng, cellToParent, getHexagonAreaAvg, gridDisk, latLngToCell, polygonToCells, UNITS } from 'h3-js';
import type { MultiPolygon, Position } from './ring';

/** Two footprints overlap when the cosine of their smoothed rasters is at least this (anonymisation, step 2). */
export const LEAST_COSINE = 0.02;

const FINEST_RESOLUTION = 9;
const MOST_SAMPLES = 150_000;

/** What to rasterise for the outdoor footprints, in degrees. */
export interface RasterInput {
  /** Everything that may be covered: the zones, and a disc around each site. */
  readonly regions: readonly MultiPolygon[];
  readonly areaSquareMetres: number;
  /** Number of the footprint that serves a position (longitude, latitude). */
  readonly footprintAt: (position: Position) => number | undefined;
  /** Positions of the sites of each footprint: where its raster is if no sample falls into it. */
  readonly anchors: ReadonlyMap<number, readonly Position[]>;
}

/** The raster of a footprint: H3 cell → weight. */
type Raster = Map<string, number>;

/**
 * Rasters of footprints on H3 cells of resolution 9 (0.1 km²; coarser for large markets), sampled one resolution finer and
 * smoothed by one ring, so that footprints overlap where they meet.
 */
export function toRasters({ regions, areaSquareMetres, footprintAt, anchors }: RasterInput): Map<number, Raster> {
  const resolution = chooseResolution(areaSquareMetres);
  const samples = new Set(
    regions.flatMap((region) => region.flatMap((polygon) => polygonToCells(polygon, resolution + 1, true))),
  );
  const weights = new Map<number, Raster>(
    [...anchors.keys()].map((footprint) => [footprint, new Map<string, number>()]),
  );
  for (const sample of samples) {
    const footprint = footprintAt(centreOf(sample));
    if (footprint === undefined) continue;
    add(weights.get(footprint)!, cellToParent(sample, resolution), 1);
  }
  for (const [footprint, raster] of weights) {
    if (raster.size > 0) continue;
    for (const [longitude, latitude] of anchors.get(footprint)!)
      add(raster, latLngToCell(latitude, longitude, resolution), 1);
  }
  return new Map([...weights].map(([footprint, raster]) => [footprint, smooth(raster)]));
}

/** Pairs of footprints (lower number first, sorted) whose rasters have a cosine of at least 0.02. */
export function findOverlappingRasters(rasters: ReadonlyMap<number, Raster>): [number, number][] {
  const byCell = new Map<string, [number, number][]>();
  const norms = new Map<number, number>();
  for (const [footprint, raster] of rasters) {
    let squares = 0;
    for (const [cell, weight] of raster) {
      squares += weight * weight;
      const entries = byCell.get(cell);
      if (entries) entries.push([footprint, weight]);
      else byCell.set(cell, [[footprint, weight]]);
    }
    norms.set(footprint, Math.sqrt(squares));
  }
  const products = new Map<number, Map<number, number>>();
  for (const entries of byCell.values()) {
    for (const [a, weightA] of entries) {
      for (const [b, weightB] of entries) {
        if (a >= b) continue;
        const row = products.get(a) ?? new Map<number, number>();
        row.set(b, (row.get(b) ?? 0) + weightA * weightB);
        products.set(a, row);
      }
    }
  }
  const pairs = [...products].flatMap(([a, row]) =>
    [...row]
      .filter(([b, product]) => product / (norms.get(a)! * norms.get(b)!) >= LEAST_COSINE)
      .map(([b]): [number, number] => [a, b]),
  );
  return pairs.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

function chooseResolution(areaSquareMetres: number): number {
  let resolution = FINEST_RESOLUTION;
  while (resolution > 4 && areaSquareMetres / getHexagonAreaAvg(resolution + 1, UNITS.m2) > MOST_SAMPLES) resolution--;
  return resolution;
}

function smooth(raster: Raster): Raster {
  const smoothed: Raster = new Map();
  for (const [cell, weight] of raster) {
    const disk = gridDisk(cell, 1);
    for (const neighbour of disk) add(smoothed, neighbour, weight / disk.length);
  }
  return smoothed;
}

function add(raster: Raster, cell: string, weight: number): void {
  raster.set(cell, (raster.get(cell) ?? 0) + weight);
}

function centreOf(cell: string): Position {
  const [latitude, longitude] = cellToLatLng(cell);
  return [longitude, latitude];
}
