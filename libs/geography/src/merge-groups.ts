export interface MergeInput {
  /** Residents of each item; items are sorted by id, so that the smaller index goes first. */
  readonly residents: readonly number[];
  /** `borders[i].get(j)`: metres of common border, symmetric. */
  readonly borders: readonly ReadonlyMap<number, number>[];
  /** Groups with fewer residents are merged. */
  readonly least: number;
  /** With which of the other groups one goes that has no neighbour; none: it stays alone. */
  readonly findOther?: (members: readonly number[], others: readonly (readonly number[])[]) => number;
}

export interface Merging {
  /** Items of each group, a partition of them all. */
  readonly groups: readonly (readonly number[])[];
  /** A group that is too small and has nobody to go with. */
  readonly lonely?: readonly number[];
}

interface Group {
  readonly members: number[];
  residents: number;
  readonly borders: Map<number, number>;
}

/**
 * Merges every group under `least` residents with the neighbour of the longest shared border, smallest group first, until none is
 * left or one group holds all. The outcome does not depend on the order of the input: ties go by index.
 */
export function mergeGroups({ residents, borders, least, findOther }: MergeInput): Merging {
  const groups = new Map<number, Group>(
    residents.map((count, index) => [index, { members: [index], residents: count, borders: new Map(borders[index]) }]),
  );
  const toGroups = () => [...groups.values()].map(({ members }) => members);
  for (let small = findSmallest(groups, least); small !== undefined; small = findSmallest(groups, least)) {
    const { members } = groups.get(small)!;
    let other = findClosest(groups.get(small)!);
    if (other === undefined && !findOther) return { groups: toGroups(), lonely: members };
    if (groups.size === 1) break;
    if (other === undefined) {
      const others = [...groups.keys()].filter((index) => index !== small);
      other = others[findOther!(members, others.map((index) => groups.get(index)!.members))]!; // prettier-ignore
    }
    join(groups, other, small);
  }
  return { groups: toGroups() };
}

/** The group to merge next: fewest residents, then smallest index. */
function findSmallest(groups: ReadonlyMap<number, Group>, least: number): number | undefined {
  let smallest: number | undefined;
  for (const [index, { residents }] of groups) {
    if (residents >= least) continue;
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
