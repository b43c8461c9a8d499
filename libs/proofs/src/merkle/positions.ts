/** A perfect subtree: `2^level` leaves from leaf `index · 2^level` on. Never changes once it is full. */
export interface NodePosition {
  readonly level: number;
  readonly index: number;
}

/** The perfect subtrees whose hashes, folded by {@link foldRange}, are the hash of a part of the tree. */
export type Range = readonly NodePosition[];

/** The largest power of two below `size` (`k` of RFC 6962, 2.1). `size` at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The subtree over leaves `from` to `to` (excluded), left to right; `from` a multiple of the first part's size. */
function cover(from: number, to: number): NodePosition[] {
  const parts: NodePosition[] = [];
  for (let start = from; start < to;) {
    let [level, leaves] = [0, 1];
    while (start % (leaves * 2) === 0 && start + leaves * 2 <= to) [level, leaves] = [level + 1, leaves * 2];
    parts.push({ level, index: start / leaves });
    start += leaves;
  }
  return parts;
}

/** What the root of the first `size` leaves is made of. */
export const planRoot = (size: number): Range => cover(0, size);

/**
 * What the inclusion proof of leaf `index` among `size` is made of, one range a hash, from the leaf up: `PATH(m, D[n])` of RFC 6962, 2.1.1.
 *
 * @throws RangeError
 */
export function planInclusion(index: number, size: number): readonly Range[] {
  requireSizes(index + 1, size);
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    ranges.unshift(isLeft ? cover(middle, to) : cover(from, middle));
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return ranges;
}

/**
 * What the consistency proof from `first` to `size` leaves is made of: `PROOF(m, D[n])` of RFC 6962, 2.1.2. Empty where they are equal.
 *
 * @throws RangeError
 */
export function planConsistency(first: number, size: number): readonly Range[] {
  requireSizes(first, size);
  const ranges: Range[] = [];
  let [from, to, isWhole] = [0, size, true];
  while (to !== first) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      ranges.unshift(cover(middle, to));
      to = middle;
    } else {
      ranges.unshift(cover(from, middle));
      [from, isWhole] = [middle, false];
    }
  }
  return isWhole ? ranges : [cover(from, to), ...ranges];
}

function requireSizes(first: number, size: number): void {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(size) || first < 1 || first > size)
    throw new RangeError('a proof is of a leaf, or a smaller tree of at least one leaf, inside its tree');
}
