import { Args, ID, Mutation, Query, Resolver, ResolveReference } from '@nestjs/graphql';
import { daySchema, marketIdSchema, productSchema, releaseIdSchema, type Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor, NotAllowed } from '@passant/platform';
import { PanelsService } from '../panels/panels.service';
import { parseArgument } from '../parse-argument';
import { LedgerEntryObject, toLedgerEntryObject, toPanelSizeObject } from './ledger-entry.object';
import { ReleaseLoader, toReleaseObjects } from './release.loader';
import { ReleaseObject } from './release.object';
import { ReleasesArguments } from './releases.arguments';
import { ReleasesService } from './releases.service';

const loaders = new WeakMap<object, ReleaseLoader>();

@Resolver(() => ReleaseObject)
export class ReleasesResolver {
  constructor(
    private readonly releases: ReleasesService,
    private readonly panels: PanelsService,
  ) {}

  @Query(() => [ReleaseObject], {
    name: 'releases',
    description: 'Releases of a market by day: one day, a span, or all.',
  })
  @AllowStaff()
  async findReleases(@Args() { market, day, from, to, product }: ReleasesArguments): Promise<ReleaseObject[]> {
    const releases = await this.releases.find({
      market: parseArgument('market', marketIdSchema, market),
      from: parseArgument('from', daySchema.optional(), day ?? from ?? undefined),
      to: parseArgument('to', daySchema.optional(), day ?? to ?? undefined),
      product: parseArgument('product', productSchema.optional(), product ?? undefined),
    });
    return toReleaseObjects(this.releases, releases);
  }

  @Query(() => [LedgerEntryObject], { name: 'ledger', description: 'Privacy spent in a market, on one day or all.' })
  @AllowStaff()
  async findLedger(
    @Args('market') market: string,
    @Args('day', { type: () => String, nullable: true }) day?: string | null,
  ): Promise<LedgerEntryObject[]> {
    const marketId = parseArgument('market', marketIdSchema, market);
    const ofDay = parseArgument('day', daySchema.optional(), day ?? undefined);
    const [entries, sizes] = await Promise.all([
      this.releases.findLedger(marketId, ofDay),
      this.panels.findSizes(marketId, ofDay),
    ]);
    return [...sizes.map(toPanelSizeObject), ...entries.map(toLedgerEntryObject)];
  }

  @Mutation(() => ReleaseObject, { description: 'Takes a wrong release off sale. It stays in the ledger.' })
  @AllowStaff('privacy-officer')
  async withdrawRelease(
    @Args('releaseId', { type: () => ID }) releaseId: string,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
  ): Promise<ReleaseObject> {
    if (actor.kind !== 'staff') throw new NotAllowed();
    const id = parseArgument('releaseId', releaseIdSchema, releaseId);
    const withdrawn = await this.releases.withdraw(id, { reason, staffId: actor.staffId });
    return (await toReleaseObjects(this.releases, [withdrawn]))[0]!;
  }

  @ResolveReference()
  @AllowStaff()
  resolveReference(reference: { id: string }, context: object): Promise<ReleaseObject | null> {
    const loader = loaders.get(context) ?? new ReleaseLoader(this.releases);
    loaders.set(context, loader);
    return loader.load(reference.id);
  }
}
