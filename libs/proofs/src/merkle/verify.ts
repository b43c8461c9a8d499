import { hashNode } from './hashes';

export interface Inclusion {
  readonly leafHash: Buffer;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Buffer[];
  readonly root: Buffer;
}

/** Whether a leaf stands at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function isIncluded({ leafHash, index, size, path, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = hashNode(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export interface Consistency {
  readonly first: { readonly size: number; readonly root: Buffer };
  readonly second: { readonly size: number; readonly root: Buffer };
  readonly path: readonly Buffer[];
}

/** Whether the second tree begins with the whole first one: nothing of it was changed, moved or lost (RFC 9162, 2.1.4.2). */
export function isConsistent({ first, second, path }: Consistency): boolean {
  if (!isCount(first.size) || !isCount(second.size) || first.size < 1 || first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && first.root.equals(second.root);
  const hashes = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  const seed = hashes[0];
  if (!seed || path.length === 0) return false;
  let [node, last] = [first.size - 1, second.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, grown] = [seed, seed];
  for (const sibling of hashes.slice(1)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, grown] = [hashNode(sibling, old), hashNode(sibling, grown)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else grown = hashNode(grown, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && old.equals(first.root) && grown.equals(second.root);
}

const half = (position: number): number => Math.floor(position / 2);
const isCount = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

function isPowerOfTwo(size: number): boolean {
  let rest = size;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}
