import type { MultiPolygon, ZoneId } from '@passant/contracts';
import { distanceKm, type Point } from '@passant/geography';

export interface PlacedZone {
  readonly id: ZoneId;
  /** Null where it was not kept. */
  readonly neighbours: readonly ZoneId[] | null;
  readonly centroid: Point | null;
}

/** Some 10 cm: corners of a partition are the same numbers, but for how they were written. */
const DIGITS = 6;
/** So near, people who come for the one are in the other on foot. */
const NEAR_KM = 1;

/** For each zone those that share a corner with it, in the order of the plan. */
export function findNeighbours(zones: readonly { readonly id: ZoneId; readonly geometry: MultiPolygon }[]): ZoneId[][] {
  const atCorner = new Map<string, Set<number>>();
  for (const [index, { geometry }] of zones.entries()) {
    for (const [longitude, latitude] of geometry.coordinates.flat(2)) {
      const corner = `${longitude.toFixed(DIGITS)} ${latitude.toFixed(DIGITS)}`;
      atCorner.set(corner, (atCorner.get(corner) ?? new Set()).add(index));
    }
  }
  const found = zones.map(() => new Set<number>());
  for (const meeting of atCorner.values()) {
    if (meeting.size === 1) continue;
    for (const one of meeting) for (const other of meeting) if (one !== other) found[one]!.add(other);
  }
  return found.map((others) => [...others].sort((one, other) => one - other).map((index) => zones[index]!.id));
}

/** Whether two zones share a corner, or their centres lie within a kilometre. */
export const areNeighbours = (one: PlacedZone, other: PlacedZone): boolean =>
  one.neighbours?.includes(other.id) === true ||
  (one.centroid !== null && other.centroid !== null && distanceKm(one.centroid, other.centroid) <= NEAR_KM);
