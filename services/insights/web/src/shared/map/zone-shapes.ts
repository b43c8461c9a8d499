import type { Estimate } from '../kit/figure';

type Position = readonly number[];
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly Position[])[])[];
}
export interface PlacedZone {
  readonly id: string;
  readonly name: string;
  readonly shape: MultiPolygon;
}
export const LEVELS = 5;

/** Zones with a shape; one that cannot be read is left out of the map, not of the tables. */
export function readShapes(
  zones: readonly { readonly id: string; readonly name: string; readonly shape: string | null }[],
): PlacedZone[] {
  return zones.flatMap(({ id, name, shape }) => {
    if (shape === null) return [];
    try {
      const parsed = JSON.parse(shape) as MultiPolygon;
      return parsed.type === 'MultiPolygon' ? [{ id, name, shape: parsed }] : [];
    } catch {
      return [];
    }
  });
}

/** [west, south, east, north] of all of them; null where there is none. */
export function boundsOf(zones: readonly PlacedZone[]): [number, number, number, number] | null {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { shape } of zones) {
    for (const [x = 0, y = 0] of shape.coordinates.flat(2)) {
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    }
  }
  return Number.isFinite(bounds[0]) ? bounds : null;
}

/** The middle of a zone's box: where arcs begin and end. */
export function middleOf(zone: PlacedZone): [number, number] {
  const [west, south, east, north] = boundsOf([zone])!;
  return [(west + east) / 2, (south + north) / 2];
}

/** A bow from one point to another, bent to its right, so that the way back is another. */
export function arc(from: [number, number], to: [number, number]): [number, number][] {
  const STEPS = 24;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const bend: [number, number] = [(from[0] + to[0]) / 2 + dy * 0.2, (from[1] + to[1]) / 2 - dx * 0.2];
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const mix = (axis: 0 | 1) => (1 - t) ** 2 * from[axis] + 2 * (1 - t) * t * bend[axis] + t ** 2 * to[axis];
    return [mix(0), mix(1)] as [number, number];
  });
}

/** How a zone looks: a level from 1 to LEVELS by its share of the largest figure, or its status. */
export type Look = number | 'SUPPRESSED' | 'NO_DATA' | 'NONE';

export function lookOf(figure: Estimate | undefined, largest: number): Look {
  if (figure === undefined) return 'NONE';
  if (figure.status !== 'PUBLISHED' || figure.value === null)
    return figure.status === 'SUPPRESSED' ? 'SUPPRESSED' : 'NO_DATA';
  if (largest <= 0) return 1;
  return Math.min(LEVELS, Math.max(1, Math.ceil((figure.value / largest) * LEVELS)));
}
