import { releaseIdSchema, type ReleaseId } from '@passant/contracts';
import type { ReleasesService } from './releases.service';
import { toReleaseObject, type ReleaseObject } from './release.object';

/** Gathers the release ids of one operation into one question. Hangs on the operation's context. */
export class ReleaseLoader {
  private wanted = new Map<string, Promise<ReleaseObject | null>>();
  private batch: { ids: ReleaseId[]; answer: Promise<Map<string, ReleaseObject>> } | undefined;

  constructor(private readonly releases: ReleasesService) {}

  load(id: string): Promise<ReleaseObject | null> {
    const known = this.wanted.get(id);
    if (known) return known;
    const parsed = releaseIdSchema.safeParse(id);
    const found = parsed.success ? this.loadWithOthers(parsed.data) : Promise.resolve(null);
    this.wanted.set(id, found);
    return found;
  }

  private async loadWithOthers(id: ReleaseId): Promise<ReleaseObject | null> {
    if (!this.batch) {
      const ids: ReleaseId[] = [];
      const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        this.batch = undefined;
        return this.ask(ids);
      });
      this.batch = { ids, answer };
    }
    this.batch.ids.push(id);
    return (await this.batch.answer).get(id) ?? null;
  }

  private async ask(ids: readonly ReleaseId[]): Promise<Map<string, ReleaseObject>> {
    const releases = await this.releases.findByIds(ids);
    const objects = await toReleaseObjects(this.releases, releases);
    return new Map(objects.map((object) => [object.id, object]));
  }
}

/** Releases with the measurements they are made of. */
export async function toReleaseObjects(
  service: ReleasesService,
  releases: Awaited<ReturnType<ReleasesService['find']>>,
): Promise<ReleaseObject[]> {
  const markets = [...new Set(releases.map(({ market }) => market))];
  const ledgers = await Promise.all(
    markets.map((market) =>
      service.findLedgerOfPeriods(
        market,
        releases.filter((release) => release.market === market).map(({ period }) => period),
      ),
    ),
  );
  const ledger = ledgers.flat();
  return releases.map((release) => toReleaseObject(release, ledger));
}
