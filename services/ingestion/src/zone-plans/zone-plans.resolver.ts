import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { ProposeZonePlanInput } from './zone-plan.input';
import { PlannedZoneObject, toPlannedZones, toZonePlanObject, ZonePlanObject } from './zone-plan.object';
import { ZonePlansService } from './zone-plans.service';

@Resolver(() => ZonePlanObject)
export class ZonePlansResolver {
  constructor(
    private readonly zonePlans: ZonePlansService,
    private readonly acts: ActsService,
  ) {}

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

  @ResolveField(() => [PlannedZoneObject], {
    description: 'What is approved, to be looked at before; empty where the plan was refused.',
  })
  @AllowStaff('network-operator', 'admin', 'approver', 'privacy-officer')
  async zones(@Parent() { id }: ZonePlanObject): Promise<PlannedZoneObject[]> {
    const laidOut = await this.zonePlans.findZones(id);
    return laidOut === null ? [] : toPlannedZones(laidOut);
  }

  @Mutation(() => ZonePlanObject, {
    description: 'Lays out the zones of a market by the network files uploaded for it.',
  })
  @AllowStaff('network-operator')
  async proposeZonePlan(@Args('input') input: ProposeZonePlanInput, @CurrentAct() act: Act): Promise<ZonePlanObject> {
    const propose = () => this.zonePlans.propose(input, act.staffId);
    return this.acts.perform(act, async () => toZonePlanObject(await propose()), aboutPlan);
  }

  @Mutation(() => ZonePlanObject, { description: 'The approval of the second person fixes the plan.' })
  @AllowStaff('admin', 'approver')
  async approveZonePlan(
    @Args('planId', { type: () => ID }) planId: string,
    @CurrentAct() act: Act,
  ): Promise<ZonePlanObject> {
    const approve = () => this.zonePlans.approve(planId, act.staffId);
    return this.acts.perform(act, async () => toZonePlanObject(await approve()), aboutPlan);
  }
}

const aboutPlan = ({ id }: ZonePlanObject) => ({ kind: 'zone-plan', id });
