import { toPlan } from './test-day';

export const WIDE_ZONES = 600;
export const ZONES_A_REGION = 50;
/** A little under a kilometre in degrees of latitude, so that 50 of them are near. */
const STEP = 1 / 111.2;

/**
 * 600 zones in a line of 600 km, one cell each, in 12 regions: too many for all pairs of zones, and wide enough for pairs beyond
 * 50 km to be between regions. Zones of a region are near each other; those of the next are near or far.
 */
export function aWideLine() {
  const places = Array.from({ length: WIDE_ZONES }, (_, zone) => ({ latitude: 48 + zone * STEP, longitude: 12 }));
  const plan = toPlan(
    WIDE_ZONES,
    {
      cells: places.map((place, cell) => ({ cellId: `c${cell}`, footprint: cell, ...place })),
      footprints: places.map((_, zone) => ({ zones: [zone], probabilities: [1] })),
      overlaps: [],
    },
    { zonesARegion: ZONES_A_REGION },
  );
  return { ...plan, zones: plan.zones.map((zone, index) => ({ ...zone, middle: places[index]! })) };
}
