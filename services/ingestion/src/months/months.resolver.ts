import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor } from '@passant/platform';
import { toStaffId } from '../staff';
import { parseMarketId } from '../zone-plans/zone-plans.service';
import { MonthIntakeObject, toMonthIntakeObject } from './month-intake.object';
import { MonthsService } from './months.service';

@Resolver(() => MonthIntakeObject)
export class MonthsResolver {
  constructor(private readonly months: MonthsService) {}

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
    @CurrentActor() actor: Actor,
  ): Promise<MonthIntakeObject> {
    return toMonthIntakeObject(await this.months.complete(parseMarketId(market), month, toStaffId(actor)));
  }
}
