import { foldRange, GrowingTree } from './fold';
import { type NodePosition, planConsistency, planInclusion, planRoot, type Range } from './positions';

/** A whole tree in memory, for verifiers and tests. A service keeps its nodes in a table and asks the same plans. */
export class MerkleTree {
  private readonly nodes = new Map<string, Buffer>();
  private readonly growing = new GrowingTree();

  constructor(leafHashes: Iterable<Buffer> = []) {
    for (const hash of leafHashes) this.append(hash);
  }

  get size(): number {
    return this.growing.size;
  }

  append(leafHash: Buffer): void {
    this.nodes.set(toName({ level: 0, index: this.size }), leafHash);
    for (const node of this.growing.append(leafHash)) this.nodes.set(toName(node), node.hash);
  }

  /** The root of the first `size` leaves. */
  root(size = this.size): Buffer {
    return this.hash(planRoot(size));
  }

  /** @throws RangeError */
  proveInclusion(index: number, size = this.size): Buffer[] {
    return planInclusion(index, size).map((range) => this.hash(range));
  }

  /** @throws RangeError */
  proveConsistency(first: number, size = this.size): Buffer[] {
    return planConsistency(first, size).map((range) => this.hash(range));
  }

  private hash(range: Range): Buffer {
    return foldRange(range.map((position) => this.nodes.get(toName(position))!));
  }
}

const toName = ({ level, index }: NodePosition): string => `${level}/${index}`;
