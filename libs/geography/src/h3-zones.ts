import type { Region, Zone, ZoneId } from '@passant/contracts';
import { cellToBoundary, cellToParent, latLngToCell } from 'h3-js';
import type { FootprintContents } from './footprints';
import { compareIds } from './merge-small-leaves';
import type { RadioCell } from './parse-cells';
import { mapPositions, type Projection } from './projection';
import { areaOf, type MultiPolygon, normalise } from './ring';

/** Cells of about 0.74 km². */
export const ZONE_RESOLUTION = 8;
/** Cells of about 36 km²: the regions of H3 zones. */
export const REGION_RESOLUTION = 6;

/**
 * Zones of a market without districts: exactly the H3 cells (resolution 8) that hold a radio cell, each radio cell being in its
 * zone with probability 1. No footprint overlaps another. Regions are their parents two resolutions up.
 */
export function toH3Zones(
  cells: readonly RadioCell[],
  projection: Projection,
): { zones: Zone[]; regions: Region[]; footprints: FootprintContents } {
  const sorted = [...cells].sort((a, b) => compareIds(a.cellId, b.cellId));
  const hexagons = sorted.map(({ latitude, longitude }) => latLngToCell(latitude, longitude, ZONE_RESOLUTION));
  const ids = [...new Set(hexagons)].sort(compareIds);
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const parents = ids.map((id) => cellToParent(id, REGION_RESOLUTION));
  const regions = [...new Set(parents)].sort(compareIds);
  return {
    zones: ids.map((id, index) => toZone(id, regions.indexOf(parents[index]!), projection)),
    regions: regions.map((id) => ({ id: id as ZoneId, name: id, residents: null })),
    footprints: {
      cells: sorted.map(({ cellId, latitude, longitude }, index) => {
        return { cellId, footprint: numbers.get(hexagons[index]!)!, latitude, longitude };
      }),
      footprints: ids.map((_, zone) => ({ zones: [zone], probabilities: [1] })),
      overlaps: [],
    },
  };
}

function toZone(id: string, region: number, projection: Projection): Zone {
  const coordinates: MultiPolygon = normalise([[cellToBoundary(id, true)]]);
  return {
    id: id as ZoneId,
    name: id,
    kind: 'h3',
    residents: null,
    areaSquareMetres: areaOf(mapPositions(coordinates, projection.toMetres)),
    covered: true,
    areas: [],
    region,
    geometry: { type: 'MultiPolygon', coordinates },
  };
}
