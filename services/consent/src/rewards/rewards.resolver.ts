import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { daySchema, marketIdSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { CreditsService } from './credits.service';
import type { Plan } from './domain/plan';
import { parseField, parsePlan, PlanRewardsArguments } from './reward-plan.input';
import { CreditMonthObject, RewardPlanObject, toMonthObject, toPlanObject } from './reward-plan.object';
import { RewardPlansService } from './reward-plans.service';

/** Plans of rewards, for admins. How many lines earn anything is told to nobody here: it would tell how many permit something. */
@Resolver()
export class RewardsResolver {
  constructor(
    private readonly plans: RewardPlansService,
    private readonly credits: CreditsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin', 'privacy-officer')
  @Query(() => [RewardPlanObject], { name: 'rewardPlans', description: 'All versions of a market, newest first.' })
  async list(@Args('market') market: string): Promise<RewardPlanObject[]> {
    return (await this.plans.find(parseField('market', marketIdSchema, market))).map(toPlanObject);
  }

  @AllowStaff('admin', 'privacy-officer', 'network-operator')
  @Query(() => [CreditMonthObject], { name: 'creditMonths', description: 'Months with credits, newest first.' })
  async months(@Args('market') market: string): Promise<CreditMonthObject[]> {
    return (await this.credits.findMonths(parseField('market', marketIdSchema, market))).map(toMonthObject);
  }

  @AllowStaff('admin')
  @Mutation(() => RewardPlanObject, {
    description: 'A new version of what which data kinds earn. Days before it begins earn as they did.',
  })
  async planRewards(@Args() given: PlanRewardsArguments, @CurrentAct() act: Act): Promise<RewardPlanObject> {
    const draft = parsePlan(given);
    return this.perform(act, () => this.plans.add(draft));
  }

  @AllowStaff('admin')
  @Mutation(() => RewardPlanObject, {
    description: 'After a last day (YYYY-MM-DD, today at the earliest) nothing is earned. What was earned stays.',
  })
  async endRewards(
    @Args('market') market: string,
    @Args('lastDay') lastDay: string,
    @CurrentAct() act: Act,
  ): Promise<RewardPlanObject> {
    const [of, day] = [parseField('market', marketIdSchema, market), parseField('lastDay', daySchema, lastDay)];
    return this.perform(act, () => this.plans.end(of, day));
  }

  private perform(act: Act, work: () => Promise<Plan>): Promise<RewardPlanObject> {
    return this.acts.perform(
      act,
      async () => toPlanObject(await work()),
      ({ id }) => ({ kind: 'reward-plan', id }),
    );
  }
}
