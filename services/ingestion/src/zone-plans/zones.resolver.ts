import { Context, Parent, ResolveField, Resolver, ResolveReference, Int } from '@nestjs/graphql';
import { AllowPartner, AllowStaff } from '@passant/platform';
import { CellCountsLoader } from './cell-counts.loader';
import { ZoneObject } from './zone-plan.object';
import { ZonePlansService } from './zone-plans.service';

const loaders = new WeakMap<object, CellCountsLoader>();

/** What ingestion adds to a zone. */
@Resolver(() => ZoneObject)
export class ZonesResolver {
  constructor(private readonly zonePlans: ZonePlansService) {}

  @ResolveReference()
  @AllowStaff()
  @AllowPartner()
  resolveReference(reference: { id: string }): ZoneObject {
    return { id: reference.id };
  }

  @ResolveField(() => Int, { nullable: true })
  @AllowStaff()
  cellCount(@Parent() zone: ZoneObject, @Context() context: object): Promise<number | null> {
    const loader = loaders.get(context) ?? new CellCountsLoader(this.zonePlans);
    loaders.set(context, loader);
    return loader.load(zone.id);
  }
}
