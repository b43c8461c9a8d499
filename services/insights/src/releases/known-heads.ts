import type { ReleaseId } from '@passant/contracts';
import type { LoadedTable } from './releases.repository';

/** Some 5 KB each, of visitors: at most 50 MB. */
const MOST_RELEASES = 10_000;
/** Longer lists of columns are the same in all releases of a plan: one of each is kept. */
const LONG = 100;
const MOST_LISTS = 100;

/**
 * Heads of released tables that were read before. What is released never changes, so they are good for ever; whether a release
 * is on sale is not among them and is asked each time. Which were used last stay.
 */
export class KnownHeads {
  private readonly heads = new Map<ReleaseId, readonly LoadedTable[]>();
  private readonly lists = new Map<string, readonly string[]>();

  constructor(private readonly most = MOST_RELEASES) {}

  /** In the order of `releaseIds`; what is not known yet is read by `read`, all of it at once. */
  async get(
    releaseIds: readonly ReleaseId[],
    read: (unknown: readonly ReleaseId[]) => Promise<readonly LoadedTable[]>,
  ): Promise<LoadedTable[]> {
    const unknown = releaseIds.filter((id) => !this.heads.has(id));
    const found = new Map<ReleaseId, LoadedTable[]>(unknown.map((id) => [id, []]));
    if (unknown.length > 0) for (const head of await read(unknown)) found.get(head.releaseId)!.push(this.share(head));
    const all = releaseIds.flatMap((id) => {
      const heads = this.heads.get(id) ?? found.get(id) ?? [];
      this.heads.delete(id);
      this.heads.set(id, heads);
      return heads;
    });
    for (const id of this.heads.keys()) {
      if (this.heads.size <= this.most) break;
      this.heads.delete(id);
    }
    return all;
  }

  private share(head: LoadedTable): LoadedTable {
    if (head.columns.length < LONG) return head;
    const key = head.columns.join('\n');
    if (this.lists.size >= MOST_LISTS) this.lists.clear();
    const columns = this.lists.get(key) ?? head.columns;
    this.lists.set(key, columns);
    return { ...head, columns };
  }
}
