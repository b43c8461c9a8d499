import { EMPTY_ROOT, hashNode } from './hashes';
import type { NodePosition } from './positions';

/** The hash of a range from the hashes of its perfect subtrees, left to right. Of nothing: the empty root. */
export function foldRange(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1);
  if (!last) return EMPTY_ROOT;
  return hashes.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

export interface GrownNode extends NodePosition {
  readonly hash: Buffer;
}

/**
 * A tree that only grows, held as its right edge (at most one hash a level): what a sealer or a verifier of any size needs.
 */
export class GrowingTree {
  /** By level; undefined where the size has no such part. */
  private readonly edge: (Buffer | undefined)[] = [];
  private leaves = 0;

  /** @param parts hashes of `planRoot(size)`, in its order */
  static resume(size: number, plan: readonly NodePosition[], parts: readonly Buffer[]): GrowingTree {
    const tree = new GrowingTree();
    plan.forEach(({ level }, part) => (tree.edge[level] = parts[part]));
    tree.leaves = size;
    return tree;
  }

  get size(): number {
    return this.leaves;
  }

  /** @returns the perfect subtrees of two leaves and more that this leaf completed, smallest first */
  append(leafHash: Buffer): GrownNode[] {
    const grown: GrownNode[] = [];
    let [hash, level, index] = [leafHash, 0, this.leaves];
    for (; index % 2 === 1; level += 1, index = (index - 1) / 2) {
      hash = hashNode(this.edge[level]!, hash);
      this.edge[level] = undefined;
      grown.push({ level: level + 1, index: (index - 1) / 2, hash });
    }
    this.edge[level] = hash;
    this.leaves += 1;
    return grown;
  }

  root(): Buffer {
    return foldRange(this.edge.filter((hash) => hash !== undefined).reverse());
  }
}
