import { useMemo } from 'react';
import type { Estimate } from '../shared/kit/figure';
import { ShadedMap } from '../shared/map/shaded-map';
import type { MapArc } from '../shared/map/zone-map';
import type { Line } from './answer-lines';
import { arcsOf } from './arcs-of';
import type { AskedProduct } from './question';
import { type Look, lookOf, type PlacedZone } from '../shared/map/zone-shapes';

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
  const arcs = useMemo(() => (product === 'flows' ? arcsOf(lines, shapes) : NO_ARCS), [product, lines, shapes]);
  return <ShadedMap zones={shapes} looks={looks} chosen={chosen} arcs={arcs} onChoose={onChoose} />;
}
