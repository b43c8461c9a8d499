import { Context, Parent, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { AllowStaff, type GraphqlContext } from '@passant/platform';
import { Release } from './release.object';
import { ReleasesService } from './releases.service';

type Loader = (id: string) => Promise<readonly string[] | undefined>;

/** What consent knows of a release of anonymisation's. */
@Resolver(() => Release)
export class ReleaseResolver {
  private readonly loaders = new WeakMap<object, Loader>();

  constructor(private readonly releases: ReleasesService) {}

  @AllowStaff()
  @ResolveReference()
  resolveReference({ id }: { id: string }): Release {
    return { id };
  }

  @AllowStaff()
  @ResolveField(() => [String], { nullable: true })
  async kindsOfBuyer(@Parent() { id }: Release, @Context() context: GraphqlContext): Promise<string[] | null> {
    const kinds = await this.loaderOf(context)(id);
    return kinds ? [...kinds] : null;
  }

  /** One question to the database for all releases of an operation. */
  private loaderOf(context: object): Loader {
    const known = this.loaders.get(context);
    if (known) return known;
    let ids: string[] = [];
    let answer: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
    const loader: Loader = async (id) => {
      ids.push(id);
      answer ??= Promise.resolve().then(() => {
        const asked = ids;
        ids = [];
        answer = undefined;
        return this.releases.findKindsOfBuyer(asked);
      });
      return (await answer).get(id);
    };
    this.loaders.set(context, loader);
    return loader;
  }
}
