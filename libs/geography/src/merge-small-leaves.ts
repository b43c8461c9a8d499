import { union } from 'polygon-clipping';
import { cannotBeOverlaid, tryOverlay } from './check-partition';
import { mergeGroups } from './merge-groups';
import type { Area } from './parse-areas';
import type { Problem } from './problem';
import { mapPositions, type Projection } from './projection';
import { normalise } from './ring';
import { measureSharedBorders } from './shared-borders';

/** A leaf with fewer public residents is merged with a neighbour. */
export const LEAST_RESIDENTS = 5_000;

/** A leaf of the plan: one district or several merged. */
export interface Leaf extends Area {
  readonly residents: number;
  /** Ids of the districts in it, sorted; the leaf's own id is that of its most populous one. */
  readonly members: readonly string[];
}

export type MergedLeaves =
  | { readonly kind: 'merged'; readonly leaves: readonly Leaf[] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/**
 * Merges every leaf under 5,000 public residents with the neighbour of the longest shared border, smallest leaf first,
 * until none is left. The outcome does not depend on the order of the input: ties go by id.
 */
export function mergeSmallLeaves(
  areas: readonly Area[],
  residents: ReadonlyMap<string, number>,
  projection: Projection,
): MergedLeaves {
  const sorted = [...areas].sort((a, b) => compareIds(a.id, b.id));
  const borders = measureSharedBorders(sorted.map(({ geometry }) => mapPositions(geometry, projection.toMetres)));
  const counts = sorted.map(({ id }) => residents.get(id) ?? 0);
  const { groups, lonely } = mergeGroups({ residents: counts, borders, least: LEAST_RESIDENTS });
  if (lonely) {
    const count = lonely.reduce((sum, index) => sum + counts[index]!, 0);
    return { kind: 'refused', problems: [tooFewResidents(sorted[Math.min(...lonely)]!.id, count)] };
  }
  return toLeaves(sorted, residents, groups);
}

function toLeaves(
  areas: readonly Area[],
  residents: ReadonlyMap<string, number>,
  groups: readonly (readonly number[])[],
): MergedLeaves {
  const leaves: Leaf[] = [];
  for (const group of groups) {
    const members = group.map((index) => areas[index]!).sort((a, b) => compareIds(a.id, b.id));
    const byResidents = [...members].sort((a, b) => (residents.get(b.id) ?? 0) - (residents.get(a.id) ?? 0));
    const geometry =
      members.length === 1
        ? members[0]!.geometry
        : tryOverlay(() => union([], ...members.map((area) => area.geometry)));
    if (!geometry) return { kind: 'refused', problems: [cannotBeOverlaid(members.map(({ id }) => id))] };
    leaves.push({
      id: byResidents[0]!.id,
      name: joinNames(byResidents, 120),
      geometry: normalise(geometry),
      residents: members.reduce((sum, { id }) => sum + (residents.get(id) ?? 0), 0),
      members: members.map(({ id }) => id),
    });
  }
  return { kind: 'merged', leaves: leaves.sort((a, b) => compareIds(a.id, b.id)) };
}

/** The names of all of them, cut at `most` characters. */
export function joinNames(areas: readonly { readonly name: string }[], most: number): string {
  const name = areas.map((area) => area.name).join(' + ');
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}

/** By code unit, the same on every machine. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tooFewResidents(id: string, residents: number): Problem {
  const message = `Zone ${id} has ${residents} public residents, under ${LEAST_RESIDENTS}, and no neighbour to merge it with: leave it out or join it to another zone.`;
  return { code: 'too-few-residents', message, ids: [id] };
}
