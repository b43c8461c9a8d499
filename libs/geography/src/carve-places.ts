import { difference } from 'polygon-clipping';
import { cannotBeOverlaid, findOverlaps, tryOverlay } from './check-partition';
import { compareIds, type Leaf } from './merge-small-leaves';
import type { Place } from './parse-areas';
import type { RadioCell } from './parse-cells';
import type { Problem } from './problem';
import { mapPositions, type Projection } from './projection';
import { areaOf, boxesTouch, boxOf, isInside, normalise } from './ring';

/** A place smaller than this is no zone. */
export const LEAST_PLACE_SQUARE_METRES = 5_000;

/** Kinds of place that are never a zone of their own: being there tells what somebody believes, suffers or fights for. */
export const NEVER_CARVED = [
  'worship',
  'place_of_worship',
  'church',
  'mosque',
  'synagogue',
  'temple',
  'health',
  'hospital',
  'clinic',
  'doctors',
  'pharmacy',
  'shelter',
  'refuge',
  'party',
  'political_party',
  'union',
  'trade_union',
] as const;

export type Uncarved = 'sensitive-kind' | 'under-half-a-hectare' | 'no-cell-inside';

export type CarvedPlaces =
  | {
      readonly kind: 'carved';
      readonly leaves: readonly Leaf[];
      readonly places: readonly Place[];
      /** Places that are no zone, and why. */
      readonly uncarved: readonly { readonly id: string; readonly reason: Uncarved }[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/**
 * Carves large public places out of the leaves as zones of their own (ids `P-…`): at least half a hectare and a radio cell
 * inside, never of a kind in `NEVER_CARVED`. Residents stay with the leaf.
 */
export function carvePlaces(
  leaves: readonly Leaf[],
  places: readonly Place[],
  cells: readonly RadioCell[],
  projection: Projection,
): CarvedPlaces {
  const sorted = [...places].sort((a, b) => compareIds(a.id, b.id));
  const judged = sorted.map((place) => ({ place, reason: whyNot(place, cells, projection) }));
  const carved = judged.filter(({ reason }) => reason === undefined).map(({ place }) => toZone(place));
  const uncarved = judged.flatMap(({ place, reason }) => (reason ? [{ id: place.id, reason }] : []));
  const overlaps = findOverlaps(carved, projection);
  if (overlaps.length > 0) return { kind: 'refused', problems: overlaps };

  const problems: Problem[] = [];
  const remaining = leaves.map((leaf) => {
    const inside = carved.filter((place) => boxesTouch(boxOf(place.geometry), boxOf(leaf.geometry)));
    if (inside.length === 0) return leaf;
    const geometry = tryOverlay(() => difference(leaf.geometry, ...inside.map((place) => place.geometry)));
    if (!geometry) problems.push(cannotBeOverlaid([leaf.id, ...inside.map(({ id }) => id)]));
    else if (geometry.length === 0) problems.push(coveredWholly(leaf.id, inside));
    return { ...leaf, geometry: normalise(geometry ?? []) };
  });
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'carved', leaves: remaining, places: carved, uncarved };
}

function whyNot({ kind, geometry }: Place, cells: readonly RadioCell[], projection: Projection): Uncarved | undefined {
  if ((NEVER_CARVED as readonly string[]).includes(kind.toLowerCase().replaceAll('-', '_'))) return 'sensitive-kind';
  if (areaOf(mapPositions(geometry, projection.toMetres)) < LEAST_PLACE_SQUARE_METRES) return 'under-half-a-hectare';
  const [west, south, east, north] = boxOf(geometry);
  const covered = cells.some(
    ({ longitude: x, latitude: y }) => x >= west && x <= east && y >= south && y <= north && isInside(geometry, [x, y]),
  );
  return covered ? undefined : 'no-cell-inside';
}

function toZone(place: Place): Place {
  const id = place.id.startsWith('P-') ? place.id : `P-${place.id}`;
  return { ...place, id, geometry: normalise(place.geometry) };
}

function coveredWholly(id: string, places: readonly Place[]): Problem {
  const ids = [id, ...places.map((place) => place.id)];
  const message = `The places ${ids.slice(1).join(', ')} cover the whole of zone ${id}: leave out the places or the zone.`;
  return { code: 'overlap', message, ids };
}
