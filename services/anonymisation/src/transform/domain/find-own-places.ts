import type { FootprintsArtefact, Zone } from '@passant/contracts';

/**
 * Numbers of the places that have cells of their own: a footprint that lies in the place and nowhere else, as in-building cells'
 * do. Parts of a centre that have them can be told apart however near they are.
 */
export function findOwnPlaces(
  zones: readonly Pick<Zone, 'kind'>[],
  footprints: FootprintsArtefact['footprints'],
): ReadonlySet<number> {
  const alone = footprints.flatMap((footprint) => (footprint.zones.length === 1 ? footprint.zones : []));
  return new Set(alone.filter((zone) => zones[zone]?.kind === 'place'));
}
