import type { MultiPolygon, Position } from './ring';

const EARTH_RADIUS_METRES = 6_371_008.8;
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_METRES;

/**
 * A local metric projection (equirectangular around one latitude): affine, so shapes keep their topology, and good to
 * under 1 % over a city. Not for whole countries.
 */
export interface Projection {
  toMetres(position: Position): Position;
  toDegrees(position: Position): Position;
}

/** @param latitude the middle of the market, in degrees */
export function projectAround(latitude: number): Projection {
  const metresPerDegreeEast = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  return {
    toMetres: ([longitude, lat]) => [longitude * metresPerDegreeEast, lat * METRES_PER_DEGREE],
    toDegrees: ([x, y]) => [x / metresPerDegreeEast, y / METRES_PER_DEGREE],
  };
}

export const mapPositions = (geometry: MultiPolygon, map: (position: Position) => Position): MultiPolygon =>
  geometry.map((polygon) => polygon.map((ring) => ring.map(map)));
