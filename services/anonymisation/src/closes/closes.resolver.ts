import { Args, Query, Resolver } from '@nestjs/graphql';
import { marketIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import { parseArgument } from '../parse-argument';
import { CLOSE_STATES } from './close';
import { DayCloseObject, toDayCloseObject } from './close.object';
import { ClosesService } from './closes.service';

const statesSchema = z.array(z.enum(CLOSE_STATES)).optional();

@Resolver(() => DayCloseObject)
export class ClosesResolver {
  constructor(private readonly closes: ClosesService) {}

  @Query(() => [DayCloseObject], {
    name: 'closes',
    description: 'The closes of a market by day, of some states or all.',
  })
  @AllowStaff()
  async findCloses(
    @Args('market') market: string,
    @Args('states', { type: () => [String], nullable: true }) states?: string[],
  ): Promise<DayCloseObject[]> {
    const closes = await this.closes.find(
      parseArgument('market', marketIdSchema, market),
      parseArgument('states', statesSchema, states ?? undefined),
    );
    return closes.map(toDayCloseObject);
  }
}
