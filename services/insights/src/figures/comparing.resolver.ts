import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import {
  AffinityObject,
  ComparisonObject,
  toAffinityObject,
  toComparisonObject,
  toRankObject,
  ZoneRankObject,
} from './comparing.object';
import { ComparingService } from './comparing.service';
import { DRY_RUNNERS, parseQuestion } from './parse-question';
import { AffinityArgs, affinitySchema, ComparisonArgs, comparisonSchema, RankArgs, rankSchema } from './question.input';

/** Figures beside each other. */
@Resolver()
export class ComparingResolver {
  constructor(private readonly comparing: ComparingService) {}

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [AffinityObject], { description: 'Which ages and genders especially like a zone.' })
  async affinity(
    @Args() args: AffinityArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<AffinityObject[]> {
    const { question, asker } = parseQuestion(affinitySchema, args, { actor, requestId });
    return (await this.comparing.askAffinity(question, asker)).map(toAffinityObject);
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => ZoneRankObject, { description: 'Zones by presence or visitors over some days.' })
  async rank(
    @Args() args: RankArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<ZoneRankObject> {
    const { question, asker } = parseQuestion(rankSchema, args, { actor, requestId });
    return toRankObject(await this.comparing.askRank(question, asker));
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => ComparisonObject, { description: 'Like for like: the same weekdays at another time.' })
  async comparison(
    @Args() args: ComparisonArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<ComparisonObject> {
    const { question, asker } = parseQuestion(comparisonSchema, args, { actor, requestId });
    return toComparisonObject(await this.comparing.askComparison(question, asker));
  }
}
