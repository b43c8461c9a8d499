import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import { toPrintRun } from './domain/print-run';
import { PrintRunUnclear } from './figures.errors';
import { DRY_RUNNERS, parseQuestion } from './parse-question';
import {
  CampaignObject,
  ForecastObject,
  LeafletPlanObject,
  toCampaignObject,
  toForecastObject,
  toLeafletPlanObject,
} from './planning.object';
import { PlanningService } from './planning.service';
import {
  CampaignArgs,
  campaignSchema,
  ForecastArgs,
  forecastSchema,
  LeafletsArgs,
  leafletsSchema,
} from './question.input';

/** For those who act: what an action did, where to act, what is to come. */
@Resolver()
export class PlanningResolver {
  constructor(private readonly planning: PlanningService) {}

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => CampaignObject, {
    description:
      'Whether an action changed visits, against matched zones that are chosen by the weeks before it alone.',
  })
  async campaign(
    @Args() args: CampaignArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<CampaignObject> {
    const { question, asker } = parseQuestion(campaignSchema, args, { actor, requestId });
    return toCampaignObject(await this.planning.askCampaign(question, asker));
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => LeafletPlanObject, {
    description: 'Which home areas to serve so that fewest leaflets reach most visitors, and what that saves.',
  })
  async leaflets(
    @Args() args: LeafletsArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<LeafletPlanObject> {
    const { question, asker } = parseQuestion(leafletsSchema, args, { actor, requestId });
    const leaflets = toPrintRun(question);
    if (leaflets === null) throw new PrintRunUnclear();
    return toLeafletPlanObject(await this.planning.askLeaflets({ ...question, leaflets }, asker), question);
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [ForecastObject], { description: 'Visitors of the next seven days.' })
  async forecast(
    @Args() args: ForecastArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<ForecastObject[]> {
    const { question, asker } = parseQuestion(forecastSchema, args, { actor, requestId });
    return (await this.planning.askForecast(question, asker)).map(toForecastObject);
  }
}
