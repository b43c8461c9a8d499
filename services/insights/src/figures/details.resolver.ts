import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import { CatchmentObject, FlowsObject, toCatchmentObject, toFlowsObject } from './places.object';
import { DRY_RUNNERS, parseQuestion } from './parse-question';
import { PlacesService } from './places.service';
import { DwellArgs, dwellSchema, FlowsArgs, flowsSchema, OriginArgs, originSchema } from './question.input';
import { ZonesArgs, zonesSchema } from './question.input';
import { DwellSeriesObject, FrequencySeriesObject, toDwellObjects, toFrequencyObjects } from './series.object';
import { SeriesService } from './series.service';

/** How long, how often, from where and where to. */
@Resolver()
export class DetailsResolver {
  constructor(
    private readonly series: SeriesService,
    private readonly places: PlacesService,
  ) {}

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [DwellSeriesObject], { description: 'How long visitors stay in a zone that day.' })
  async dwell(
    @Args() args: DwellArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<DwellSeriesObject[]> {
    const { question, asker } = parseQuestion(dwellSchema, args, { actor, requestId });
    const product = 'dwell' as const;
    return toDwellObjects(await this.series.askDwell({ ...question, product }, asker));
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [FrequencySeriesObject], { description: 'On how many days of a month people are in a zone.' })
  async frequency(
    @Args() args: ZonesArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<FrequencySeriesObject[]> {
    const { question, asker } = parseQuestion(zonesSchema, args, { actor, requestId });
    const product = 'frequency' as const;
    return toFrequencyObjects(await this.series.askFrequency({ ...question, product }, asker));
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => [CatchmentObject], { description: 'Which home areas visitors come from, with distance.' })
  async origin(
    @Args() args: OriginArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<CatchmentObject[]> {
    const { question, asker } = parseQuestion(originSchema, args, { actor, requestId });
    const product = 'origin' as const;
    const answer = await this.places.askOrigin({ ...question, product }, asker);
    return answer.map(toCatchmentObject);
  }

  @AllowPartner()
  @AllowStaff(...DRY_RUNNERS)
  @Query(() => FlowsObject, { description: 'Trips from zone to zone by part of the day.' })
  async flows(
    @Args() args: FlowsArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<FlowsObject> {
    const { question, asker } = parseQuestion(flowsSchema, args, { actor, requestId });
    const product = 'flows' as const;
    return toFlowsObject(await this.places.askFlows({ ...question, product }, asker));
  }
}
