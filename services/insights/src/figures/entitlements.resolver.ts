import { Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, CurrentActor } from '@passant/platform';
import { getApiClientId } from '../graphql/actors';
import { EntitlementObject, toEntitlementObject } from './entitlement.object';
import { OwnEntitlements } from './own-entitlements.service';

@Resolver(() => EntitlementObject)
export class EntitlementsResolver {
  constructor(private readonly own: OwnEntitlements) {}

  @AllowPartner()
  @Query(() => [EntitlementObject], {
    description: "The partner's contracts in force, oldest first: what may be asked, what is there, what is left.",
  })
  async entitlements(@CurrentActor() actor: Actor): Promise<EntitlementObject[]> {
    return (await this.own.list(getApiClientId(actor))).map(toEntitlementObject);
  }
}
