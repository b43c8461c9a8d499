import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor, Market } from '@passant/contracts';
import { AllowStaff, CurrentActor } from '@passant/platform';
import { toStaffId } from '../staff';
import { ProposeZonePlanInput } from './zone-plan.input';
import { toZonePlanObject, ZonePlanObject } from './zone-plan.object';
import { ZonePlansService } from './zone-plans.service';

@Resolver(() => ZonePlanObject)
export class ZonePlansResolver {
  constructor(private readonly zonePlans: ZonePlansService) {}

  @Query(() => ZonePlanObject, { nullable: true })
  @AllowStaff('network-operator', 'admin', 'approver', 'privacy-officer')
  async zonePlan(@Args('id', { type: () => ID }) id: string): Promise<ZonePlanObject | null> {
    const plan = await this.zonePlans.find(id);
    return plan && toZonePlanObject(plan);
  }

  @Query(() => [ZonePlanObject], { name: 'zonePlans', description: 'All versions of a market, the newest first.' })
  @AllowStaff('network-operator', 'admin', 'approver', 'privacy-officer')
  async ofMarket(@Args('market', { type: () => ID }) market: string): Promise<ZonePlanObject[]> {
    return (await this.zonePlans.findOfMarket(market)).map(toZonePlanObject);
  }

  @Mutation(() => ZonePlanObject, {
    description: 'Lays out the zones of a market by the network files uploaded for it.',
  })
  @AllowStaff('network-operator')
  async proposeZonePlan(
    @Args('input') input: ProposeZonePlanInput,
    @CurrentActor() actor: Actor,
  ): Promise<ZonePlanObject> {
    return toZonePlanObject(await this.zonePlans.propose(input.market as Market, toStaffId(actor)));
  }

  @Mutation(() => ZonePlanObject, { description: 'The approval of the second person fixes the plan.' })
  @AllowStaff('admin', 'approver')
  async approveZonePlan(
    @Args('planId', { type: () => ID }) planId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ZonePlanObject> {
    return toZonePlanObject(await this.zonePlans.approve(planId, toStaffId(actor)));
  }
}
