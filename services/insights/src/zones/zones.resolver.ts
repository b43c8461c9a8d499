import { Context, Parent, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { type ZoneId, zoneIdSchema } from '@passant/contracts';
import { AllowPartner, AllowStaff, type GraphqlContext } from '@passant/platform';
import { loadOne } from '../graphql/loader';
import { ZoneObject } from './zone.object';
import { ZonesService } from './zones.service';

/** Its loader is another than that of zones. */
const SHAPES = {};

@Resolver(() => ZoneObject)
export class ZonesResolver {
  constructor(private readonly zones: ZonesService) {}

  @AllowPartner()
  @AllowStaff()
  @ResolveReference()
  async resolveReference({ id }: { id: string }, context: GraphqlContext): Promise<ZoneObject | null> {
    if (!zoneIdSchema.safeParse(id).success) return null;
    const load = async (ids: readonly ZoneId[]) =>
      new Map((await this.zones.findZonesAnywhere(ids)).map((zone) => [zone.id, zone]));
    return loadOne(context, { owner: this.zones, load }, id as ZoneId);
  }

  @AllowPartner()
  @AllowStaff()
  @ResolveField()
  async shape(@Parent() { id }: ZoneObject, @Context() context: GraphqlContext): Promise<string | null> {
    const load = async (ids: readonly ZoneId[]) => new Map(await this.zones.findShapeTexts(ids));
    return loadOne(context, { owner: SHAPES, load }, id as ZoneId);
  }
}
