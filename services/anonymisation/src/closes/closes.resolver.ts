import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { marketIdSchema, periodSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { z } from 'zod';
import { parseArgument } from '../parse-argument';
import { CLOSE_STATES } from './close';
import { PeriodCloseObject, toPeriodCloseObject } from './close.object';
import { ClosesService } from './closes.service';

const statesSchema = z.array(z.enum(CLOSE_STATES)).optional();

@Resolver(() => PeriodCloseObject)
export class ClosesResolver {
  constructor(
    private readonly closes: ClosesService,
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
