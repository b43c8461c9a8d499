import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { type Actor, contractIdSchema, marketIdSchema } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { ZoneObject } from '../zones/zone.object';
import { QuestionArgs, questionSchema } from './question.input';
import { QuestionsService } from './questions.service';
import { SeriesObject, toSeriesObjects } from './series.object';

/** What partners ask. */
@Resolver(() => SeriesObject)
export class FiguresResolver {
  constructor(private readonly questions: QuestionsService) {}

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
  @Query(() => [SeriesObject], {
    description: 'Mean number of people in a zone during an hour; over a day, week or month the mean of its hours.',
  })
  presence(
    @Args() args: QuestionArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<SeriesObject[]> {
    return this.answer('presence', args, { apiClientId: getApiClientId(actor), requestId });
  }

  @AllowPartner()
  @Query(() => [SeriesObject], {
    description:
      'People with a stay of 15 minutes or more, per zone and day; over weeks and months visits, not people.',
  })
  visitors(
    @Args() args: QuestionArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<SeriesObject[]> {
    return this.answer('visitors', args, { apiClientId: getApiClientId(actor), requestId });
  }

  private async answer(
    product: 'presence' | 'visitors',
    args: QuestionArgs,
    asker: { apiClientId: string; requestId: string },
  ): Promise<SeriesObject[]> {
    return toSeriesObjects(await this.questions.ask({ ...parseInput(questionSchema, args), product }, asker));
  }
}
