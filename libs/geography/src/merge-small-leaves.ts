import { union } from 'polygon-clipping';
import { cannotBeOverlaid, tryOverlay } from './check-partition';
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

interface Group {
  readonly members: number[];
  residents: number;
  readonly borders: Map<number, number>;
}

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
  const groups = new Map<number, Group>(
    sorted.map(({ id }, index) => [
      index,
      { members: [index], residents: residents.get(id) ?? 0, borders: new Map(borders[index]) },
    ]),
  );
  for (let small = findSmallest(groups); small !== undefined; small = findSmallest(groups)) {
    const group = groups.get(small)!;
    const neighbour = findClosest(group);
    if (neighbour === undefined)
      return { kind: 'refused', problems: [tooFewResidents(sorted[small]!.id, group.residents)] };
    join(groups, neighbour, small);
  }
  return toLeaves(sorted, residents, [...groups.values()]);
}

/** The group to merge next: fewest residents, then smallest index (areas are sorted by id). */
function findSmallest(groups: ReadonlyMap<number, Group>): number | undefined {
  let smallest: number | undefined;
  for (const [index, { residents }] of groups) {
    if (residents >= LEAST_RESIDENTS) continue;
    const best = smallest === undefined ? Infinity : groups.get(smallest)!.residents;
    if (residents < best || (residents === best && index < smallest!)) smallest = index;
  }
  return smallest;
}

/** The neighbour of the longest border; equally long to the millimetre: the smaller index. */
function findClosest({ borders }: Group): number | undefined {
  const millimetres = (metres: number) => Math.round(metres * 1000);
  const [closest] = [...borders].sort(([a, x], [b, y]) => millimetres(y) - millimetres(x) || a - b);
  return closest && millimetres(closest[1]) > 0 ? closest[0] : undefined;
}

function join(groups: Map<number, Group>, a: number, b: number): void {
  const [kept, gone] = a < b ? [a, b] : [b, a];
  const [into, from] = [groups.get(kept)!, groups.get(gone)!];
  into.members.push(...from.members);
  into.residents += from.residents;
  groups.delete(gone);
  into.borders.delete(gone);
  for (const [other, length] of from.borders) {
    if (other === kept) continue;
    into.borders.set(other, (into.borders.get(other) ?? 0) + length);
    const theirs = groups.get(other)!.borders;
    theirs.set(kept, (theirs.get(kept) ?? 0) + length);
    theirs.delete(gone);
  }
}

function toLeaves(
  areas: readonly Area[],
  residents: ReadonlyMap<string, number>,
  groups: readonly Group[],
): MergedLeaves {
  const leaves: Leaf[] = [];
  for (const group of groups) {
    const members = group.members.map((index) => areas[index]!).sort((a, b) => compareIds(a.id, b.id));
    const byResidents = [...members].sort((a, b) => (residents.get(b.id) ?? 0) - (residents.get(a.id) ?? 0));
    const geometry =
      members.length === 1
        ? members[0]!.geometry
        : tryOverlay(() => union([], ...members.map((area) => area.geometry)));
    if (!geometry) return { kind: 'refused', problems: [cannotBeOverlaid(members.map(({ id }) => id))] };
    leaves.push({
      id: byResidents[0]!.id,
      name: shorten(byResidents.map(({ name }) => name).join(' + ')),
      geometry: normalise(geometry),
      residents: group.residents,
      members: members.map(({ id }) => id),
    });
  }
  return { kind: 'merged', leaves: leaves.sort((a, b) => compareIds(a.id, b.id)) };
}

const shorten = (name: string): string => (name.length <= 120 ? name : `${name.slice(0, 119)}…`);

/** By code unit, the same on every machine. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tooFewResidents(id: string, residents: number): Problem {
  const message = `Zone ${id} has ${residents} public residents, under ${LEAST_RESIDENTS}, and no neighbour to merge it with: leave it out or join it to another zone.`;
  return { code: 'too-few-residents', message, ids: [id] };
}
