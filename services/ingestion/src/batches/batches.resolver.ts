import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { parseMarketId } from '../zone-plans/zone-plans.service';
import { BatchObject, toBatchObject } from './batch.object';
import { BatchesService } from './batches.service';
import { DayIntakeObject, toDayIntakeObject } from './day-intake.object';

/** Exact counters stand here: network operators and admins only. */
@Resolver(() => BatchObject)
export class BatchesResolver {
  constructor(
    private readonly batches: BatchesService,
    private readonly acts: ActsService,
  ) {}

  @Query(() => BatchObject, { nullable: true })
  @AllowStaff('network-operator', 'admin')
  async batch(@Args('id', { type: () => ID }) id: string): Promise<BatchObject | null> {
    const overview = await this.batches.find(id);
    return overview && toBatchObject(overview);
  }

  @Query(() => [BatchObject], { name: 'batches', description: 'The newest 500, newest first.' })
  @AllowStaff('network-operator', 'admin')
  async findAll(@Args('market', { type: () => ID, nullable: true }) market?: string): Promise<BatchObject[]> {
    return (await this.batches.findAll(market ?? undefined)).map(toBatchObject);
  }

  @Query(() => DayIntakeObject, { nullable: true })
  @AllowStaff('network-operator', 'admin')
  async dayIntake(
    @Args('market', { type: () => ID }) market: string,
    @Args('day') day: string,
  ): Promise<DayIntakeObject | null> {
    const intake = await this.batches.findDay(market, day);
    return intake && toDayIntakeObject(intake);
  }

  @Query(() => [DayIntakeObject])
  @AllowStaff('network-operator', 'admin')
  async dayIntakes(@Args('market', { type: () => ID }) market: string): Promise<DayIntakeObject[]> {
    return (await this.batches.findDays(market)).map(toDayIntakeObject);
  }

  @Mutation(() => [DayIntakeObject], {
    description: 'These days take no more rows and are handed over. A repeat changes nothing.',
  })
  @AllowStaff('network-operator', 'admin')
  async completeDays(
    @Args('market', { type: () => ID }) market: string,
    @Args('days', { type: () => [String] }) days: string[],
    @CurrentAct() act: Act,
  ): Promise<DayIntakeObject[]> {
    const marketId = parseMarketId(market);
    const complete = async () => (await this.batches.completeDays(marketId, days)).map(toDayIntakeObject);
    return this.acts.perform(act, complete, () => ({ kind: 'market', id: marketId }));
  }
}
