import { useMemo } from 'react';
import type { Estimate } from '../shared/kit/figure';
import { ShadedMap } from '../shared/map/shaded-map';
import type { MapArc } from '../shared/map/zone-map';
import type { Line } from './answer-lines';
import type { AskedProduct } from './question';
import { arc, type Look, lookOf, middleOf, type PlacedZone } from '../shared/map/zone-shapes';

const MOST_ARCS = 100;
const NO_ARCS: readonly MapArc[] = [];

/** What a zone is shaded by: the home area of a catchment, how much of it leaflets serve, else its own figure. */
function shadeOf({ zoneId, whatId, figure, drop }: Line, product: AskedProduct): readonly [string | null, Estimate] {
  if (product === 'origin') return [whatId, figure];
  return [zoneId, drop === null ? figure : { ...figure, value: drop.served }];
}

/** Zones shaded by their figures; of flows arcs, wider for more trips. Of several for one zone the first counts. */
export function MapOf(props: {
  readonly product: AskedProduct;
  readonly chosen: readonly string[];
  readonly lines: readonly Line[];
  readonly shapes: readonly PlacedZone[];
  readonly onChoose: (zoneId: string) => void;
}) {
  const { product, chosen, lines, shapes, onChoose } = props;
  const looks = useMemo(() => {
    const byZone = new Map<string, Estimate>();
    for (const line of product === 'flows' ? [] : lines) {
      const [id, figure] = shadeOf(line, product);
      if (id !== null && !byZone.has(id)) byZone.set(id, figure);
    }
    const largest = Math.max(0, ...[...byZone.values()].map(({ value }) => value ?? 0));
    return new Map<string, Look>([...byZone].map(([id, figure]) => [id, lookOf(figure, largest)]));
  }, [product, lines]);
  const places = useMemo(() => new Map(shapes.map((zone) => [zone.id, middleOf(zone)])), [shapes]);
  const arcs = useMemo(() => {
    if (product !== 'flows') return NO_ARCS;
    const placed = lines.flatMap(({ zoneId, whatId, figure }) => {
      const [from, to] = [places.get(zoneId ?? ''), places.get(whatId ?? '')];
      return from && to && from !== to ? [{ from, to, trips: figure.value ?? 0 }] : [];
    });
    const widest = placed.sort((one, other) => other.trips - one.trips).slice(0, MOST_ARCS);
    const largest = Math.max(1, widest[0]?.trips ?? 0);
    return widest.map(({ from, to, trips }) => ({ line: arc(from, to), weight: trips / largest }));
  }, [product, lines, places]);
  return <ShadedMap zones={shapes} looks={looks} chosen={chosen} arcs={arcs} onChoose={onChoose} />;
}
