import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { marketIdSchema, periodSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { toFractionText } from '@passant/privacy';
import { z } from 'zod';
import { parseArgument } from '../parse-argument';
import { MeasuringService } from '../releases/measuring.service';
import { CLOSE_STATES, type CloseReason } from './close';
import { CloseBudgetObject, PeriodCloseObject, toPeriodCloseObject } from './close.object';
import { ClosesService } from './closes.service';

const statesSchema = z.array(z.enum(CLOSE_STATES)).optional();

@Resolver(() => PeriodCloseObject)
export class ClosesResolver {
  constructor(
    private readonly closes: ClosesService,
    private readonly measuring: MeasuringService,
    private readonly acts: ActsService,
  ) {}

  @Query(() => [PeriodCloseObject], {
    name: 'closes',
    description: 'The closes of a market by period, of some states or all.',
  })
  @AllowStaff()
  async findCloses(
    @Args('market') market: string,
    @Args('states', { type: () => [String], nullable: true }) states?: string[],
  ): Promise<PeriodCloseObject[]> {
    const closes = await this.closes.find(
      parseArgument('market', marketIdSchema, market),
      parseArgument('states', statesSchema, states ?? undefined),
    );
    return closes.map(toPeriodCloseObject);
  }

  @ResolveField(() => CloseBudgetObject, {
    nullable: true,
    description: 'The numbers of BUDGET_EXCEEDED, as a retry would meet them now. Null for any other reason.',
  })
  @AllowStaff()
  async budget(@Parent() { market, period, reason }: PeriodCloseObject): Promise<CloseBudgetObject | null> {
    if (reason !== ('BUDGET_EXCEEDED' satisfies CloseReason)) return null;
    const { spent, ceiling } = await this.measuring.findBudget(
      parseArgument('market', marketIdSchema, market),
      parseArgument('period', periodSchema, period),
    );
    return { spent: toFractionText(spent), ceiling: toFractionText(ceiling) };
  }

  @Mutation(() => PeriodCloseObject, {
    description: 'Lets a failed close try again before its deadline. Who and why stays on record.',
  })
  @AllowStaff('privacy-officer')
  async retryClose(
    @Args('market') market: string,
    @Args('period') period: string,
    @Args('reason') reason: string,
    @CurrentAct() act: Act,
  ): Promise<PeriodCloseObject> {
    const marketId = parseArgument('market', marketIdSchema, market);
    const ofPeriod = parseArgument('period', periodSchema, period);
    const retry = () => this.closes.retry(marketId, ofPeriod, { reason, staffId: act.staffId });
    const work = async () => toPeriodCloseObject(await retry());
    return this.acts.perform(act, work, () => ({ kind: 'period', id: `${marketId}/${ofPeriod}` }));
  }
}
