import { Args, ID, Mutation, Query, Resolver, ResolveReference } from '@nestjs/graphql';
import { daySchema, marketIdSchema, periodSchema, productSchema, releaseIdSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { parseArgument } from '../parse-argument';
import { toFirstDay } from './domain/period-columns';
import { ReleaseLoader, toReleaseObjects } from './release.loader';
import { ReleaseObject } from './release.object';
import { ReleasesArguments } from './releases.arguments';
import { ReleasesService } from './releases.service';

const loaders = new WeakMap<object, ReleaseLoader>();

@Resolver(() => ReleaseObject)
export class ReleasesResolver {
  constructor(
    private readonly releases: ReleasesService,
    private readonly acts: ActsService,
  ) {}

  @Query(() => [ReleaseObject], {
    name: 'releases',
    description: 'Releases of a market: of one period, of periods that begin in a span, or all.',
  })
  @AllowStaff()
  async findReleases(@Args() { market, day, from, to, product }: ReleasesArguments): Promise<ReleaseObject[]> {
    const period = parseArgument('day', periodSchema.optional(), day ?? undefined);
    const releases = await this.releases.find({
      market: parseArgument('market', marketIdSchema, market),
      from: period ? toFirstDay(period) : parseArgument('from', daySchema.optional(), from ?? undefined),
      to: period ? toFirstDay(period) : parseArgument('to', daySchema.optional(), to ?? undefined),
      product: parseArgument('product', productSchema.optional(), product ?? undefined),
    });
    return toReleaseObjects(
      this.releases,
      releases.filter((release) => !period || release.period === period),
    );
  }

  @Mutation(() => ReleaseObject, { description: 'Takes a wrong release off sale. It stays in the ledger.' })
  @AllowStaff('privacy-officer')
  async withdrawRelease(
    @Args('releaseId', { type: () => ID }) releaseId: string,
    @Args('reason') reason: string,
    @CurrentAct() act: Act,
  ): Promise<ReleaseObject> {
    const id = parseArgument('releaseId', releaseIdSchema, releaseId);
    const withdraw = () => this.releases.withdraw(id, { reason, staffId: act.staffId });
    const work = async () => (await toReleaseObjects(this.releases, [await withdraw()]))[0]!;
    return this.acts.perform(act, work, () => ({ kind: 'release', id }));
  }

  @ResolveReference()
  @AllowStaff()
  resolveReference(reference: { id: string }, context: object): Promise<ReleaseObject | null> {
    const loader = loaders.get(context) ?? new ReleaseLoader(this.releases);
    loaders.set(context, loader);
    return loader.load(reference.id);
  }
}
