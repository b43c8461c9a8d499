import type { Zone, ZoneId } from '@passant/contracts';
import { cellToBoundary, latLngToCell } from 'h3-js';
import type { FootprintContents } from './footprints';
import { compareIds } from './merge-small-leaves';
import type { RadioCell } from './parse-cells';
import { mapPositions, type Projection } from './projection';
import { areaOf, type MultiPolygon, normalise } from './ring';

/** Cells of about 0.74 km². */
export const ZONE_RESOLUTION = 8;

/**
 * Zones of a market without districts: exactly the H3 cells (resolution 8) that hold a radio cell, each radio cell being in its
 * zone with probability 1. No footprint overlaps another.
 */
export function toH3Zones(
  cells: readonly RadioCell[],
  projection: Projection,
): { zones: Zone[]; footprints: FootprintContents } {
  const sorted = [...cells].sort((a, b) => compareIds(a.cellId, b.cellId));
  const hexagons = sorted.map(({ latitude, longitude }) => latLngToCell(latitude, longitude, ZONE_RESOLUTION));
  const ids = [...new Set(hexagons)].sort(compareIds);
  const numbers = new Map(ids.map((id, number) => [id, number]));
  return {
    zones: ids.map((id) => toZone(id, projection)),
    footprints: {
      cells: sorted.map(({ cellId, latitude, longitude }, index) => {
        return { cellId, footprint: numbers.get(hexagons[index]!)!, latitude, longitude };
      }),
      footprints: ids.map((_, zone) => ({ zones: [zone], probabilities: [1] })),
      overlaps: [],
    },
  };
}

function toZone(id: string, projection: Projection): Zone {
  const coordinates: MultiPolygon = normalise([[cellToBoundary(id, true)]]);
  return {
    id: id as ZoneId,
    name: id,
    kind: 'h3',
    residents: null,
    areaSquareMetres: areaOf(mapPositions(coordinates, projection.toMetres)),
    covered: true,
    geometry: { type: 'MultiPolygon', coordinates },
  };
}
