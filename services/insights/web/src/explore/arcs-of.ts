import type { MapArc } from '../shared/map/zone-map';
import { arc, middleOf, type PlacedZone } from '../shared/map/zone-shapes';
import type { Line } from './answer-lines';

export const MOST_ARCS = 100;

/**
 * The largest flows as arcs, largest first, wider for more trips. Only those between two places: of a wide plan far trips are told between regions,
 * which have none, and there may be more of these than arcs are drawn.
 */
export function arcsOf(
  lines: readonly Pick<Line, 'zoneId' | 'whatId' | 'figure'>[],
  shapes: readonly PlacedZone[],
): readonly MapArc[] {
  const places = new Map(shapes.map((zone) => [zone.id, middleOf(zone)]));
  const placed = lines.flatMap(({ zoneId, whatId, figure }) => {
    const [from, to] = [places.get(zoneId ?? ''), places.get(whatId ?? '')];
    return from && to && from !== to ? [{ from, to, trips: figure.value ?? 0 }] : [];
  });
  const widest = placed.sort((one, other) => other.trips - one.trips).slice(0, MOST_ARCS);
  const largest = Math.max(1, widest[0]?.trips ?? 0);
  return widest.map(({ from, to, trips }) => ({ line: arc(from, to), weight: trips / largest }));
}
