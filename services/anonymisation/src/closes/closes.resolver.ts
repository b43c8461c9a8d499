import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { marketIdSchema, periodSchema, type Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor, NotAllowed } from '@passant/platform';
import { z } from 'zod';
import { parseArgument } from '../parse-argument';
import { CLOSE_STATES } from './close';
import { PeriodCloseObject, toPeriodCloseObject } from './close.object';
import { ClosesService } from './closes.service';

const statesSchema = z.array(z.enum(CLOSE_STATES)).optional();

@Resolver(() => PeriodCloseObject)
export class ClosesResolver {
  constructor(private readonly closes: ClosesService) {}

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
    @CurrentActor() actor: Actor,
  ): Promise<PeriodCloseObject> {
    if (actor.kind !== 'staff') throw new NotAllowed();
    const close = await this.closes.retry(
      parseArgument('market', marketIdSchema, market),
      parseArgument('period', periodSchema, period),
      { reason, staffId: actor.staffId },
    );
    return toPeriodCloseObject(close);
  }
}
