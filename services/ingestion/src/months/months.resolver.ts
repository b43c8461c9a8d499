import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { parseMarketId } from '../zone-plans/zone-plans.service';
import { MonthIntakeObject, toMonthIntakeObject } from './month-intake.object';
import { MonthsService } from './months.service';

@Resolver(() => MonthIntakeObject)
export class MonthsResolver {
  constructor(
    private readonly months: MonthsService,
    private readonly acts: ActsService,
  ) {}

  @Query(() => MonthIntakeObject, { nullable: true, description: 'Null until the month is completed.' })
  @AllowStaff('network-operator', 'admin')
  async monthIntake(
    @Args('market', { type: () => ID }) market: string,
    @Args('month') month: string,
  ): Promise<MonthIntakeObject | null> {
    const found = await this.months.find(market, month);
    return found && toMonthIntakeObject(found);
  }

  @Mutation(() => MonthIntakeObject, {
    description: 'Return visits of this month are counted now: all its days were completed. A repeat changes nothing.',
  })
  @AllowStaff('network-operator')
  async completeMonth(
    @Args('market', { type: () => ID }) market: string,
    @Args('month') month: string,
    @CurrentAct() act: Act,
  ): Promise<MonthIntakeObject> {
    const marketId = parseMarketId(market);
    const complete = async () => toMonthIntakeObject(await this.months.complete(marketId, month, act.staffId));
    return this.acts.perform(act, complete, () => ({ kind: 'period', id: `${marketId}/${month}` }));
  }
}
