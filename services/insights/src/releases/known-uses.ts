import type { KindOfBuyer, ReleaseId } from '@passant/contracts';

/** Some 100 bytes each. */
const MOST_USES = 100_000;

/** Uses that are committed: a fact for ever, so it need not be written again. What is forgotten is written once more, to no effect. */
export class KnownUses {
  private readonly known = new Map<KindOfBuyer, Set<ReleaseId>>();
  private size = 0;

  constructor(private readonly most = MOST_USES) {}

  has(kindOfBuyer: KindOfBuyer, releaseId: ReleaseId): boolean {
    return this.known.get(kindOfBuyer)?.has(releaseId) ?? false;
  }

  add(kindOfBuyer: KindOfBuyer, releaseId: ReleaseId): void {
    if (this.has(kindOfBuyer, releaseId)) return;
    if (this.size >= this.most) {
      this.known.clear();
      this.size = 0;
    }
    this.known.set(kindOfBuyer, (this.known.get(kindOfBuyer) ?? new Set()).add(releaseId));
    this.size += 1;
  }
}
