import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { type Actor, contractIdSchema, marketIdSchema } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { ZoneObject } from '../zones/zone.object';
import { DRY_RUNNERS, parseQuestion } from './parse-question';
import { ProfileArgs, profileSchema } from './question.input';
import { QuestionsService } from './questions.service';
import { SeriesObject, toSeriesObjects } from './series.object';
import { SeriesService } from './series.service';

/** Where, and how many people. */
@Resolver(() => SeriesObject)
export class FiguresResolver {
  constructor(
    private readonly questions: QuestionsService,
    private readonly series: SeriesService,
  ) {}

  @AllowPartner()
  @AllowStaff()
  @Query(() => [ZoneObject], { description: "For a partner the zones of its contracts; for staff a market's." })
  zones(
    @CurrentActor() actor: Actor,
    @Args('market', { type: () => String, nullable: true }) market?: string | null,
    @Args('contractId', { type: () => ID, nullable: true }) contractId?: string | null,
  ): Promise<ZoneObject[]> {
    if (actor.kind === 'staff') {
      return this.questions.listAllZones(parseInput(marketIdSchema.nullish(), market) ?? null);
    }
    const contract = parseInput(contractIdSchema.nullish(), contractId) ?? null;
    return this.questions.listZones(getApiClientId(actor), contract);
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [SeriesObject], {
    description:
      'Mean number of people in a zone during an hour; over a day, week or month the mean of its hours. By age or gender it is modelled: visitors’ shares applied to it.',
  })
  async presence(
    @Args() args: ProfileArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<SeriesObject[]> {
    const { question, asker } = parseQuestion(profileSchema, args, { actor, requestId });
    const product = 'presence' as const;
    return toSeriesObjects(await this.series.askProfile({ ...question, product }, asker));
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [SeriesObject], {
    description:
      'People with a stay of 15 minutes or more, per zone and day; over weeks, months and zones visits, not people.',
  })
  async visitors(
    @Args() args: ProfileArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<SeriesObject[]> {
    const { question, asker } = parseQuestion(profileSchema, args, { actor, requestId });
    const product = 'visitors' as const;
    return toSeriesObjects(await this.series.askProfile({ ...question, product }, asker));
  }
}
