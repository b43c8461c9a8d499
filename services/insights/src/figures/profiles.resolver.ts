import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import { DRY_RUNNERS, parseQuestion } from './parse-question';
import { ProfilesService } from './profiles.service';
import { ByAgeArgs, byAgeSchema } from './question.input';
import { AgeSeriesObject, toAgeObjects } from './series.object';

/** Who the visitors are. */
@Resolver(() => AgeSeriesObject)
export class ProfilesResolver {
  constructor(private readonly profiles: ProfilesService) {}

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [AgeSeriesObject], {
    description: 'Visitors by age, one series a zone and age band: as visitors asked band by band, in one question.',
  })
  async visitorsByAge(
    @Args() args: ByAgeArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<AgeSeriesObject[]> {
    const { question, asker } = parseQuestion(byAgeSchema, args, { actor, requestId });
    return toAgeObjects(await this.profiles.askByAge({ ...question, product: 'visitors' }, asker));
  }
}
