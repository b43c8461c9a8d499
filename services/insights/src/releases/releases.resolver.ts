import { Args, Context, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { Int } from '@nestjs/graphql';
import { marketIdSchema, type ReleaseId, releaseIdSchema } from '@passant/contracts';
import { AllowStaff, type GraphqlContext } from '@passant/platform';
import { loadOne } from '../graphql/loader';
import { parseInput } from '../graphql/parse-input';
import { LoadedReleaseObject, ReleaseObject } from './release.object';
import { ReleasesService } from './releases.service';

@Resolver(() => ReleaseObject)
export class ReleasesResolver {
  constructor(private readonly releases: ReleasesService) {}

  @AllowStaff()
  @Query(() => [LoadedReleaseObject], { description: 'Releases of a market, newest period first, at most 1,000.' })
  async loadedReleases(@Args('market') market: string): Promise<LoadedReleaseObject[]> {
    const listed = await this.releases.listReleases(parseInput(marketIdSchema, market));
    return listed.map(({ releaseId, ...release }) => ({ ...release, day: release.period, release: { id: releaseId } }));
  }

  @AllowStaff()
  @ResolveReference()
  resolveReference({ id }: { id: string }): ReleaseObject | null {
    return releaseIdSchema.safeParse(id).success ? { id } : null;
  }

  @AllowStaff()
  @ResolveField('soldFigures', () => Int, { nullable: true })
  soldFigures(@Parent() { id }: ReleaseObject, @Context() context: GraphqlContext): Promise<number | null> {
    const load = (ids: readonly ReleaseId[]) => this.releases.countSold(ids);
    return loadOne(context, { owner: this.releases, load }, id as ReleaseId);
  }
}
