import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, CurrentActor, CurrentRequestId } from '@passant/platform';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { CatchmentObject, FlowsObject, toCatchmentObject, toFlowsObject } from './places.object';
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
  @Query(() => [DwellSeriesObject], { description: 'How long visitors stay in a zone that day.' })
  async dwell(
    @Args() args: DwellArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<DwellSeriesObject[]> {
    const question = { ...parseInput(dwellSchema, args), product: 'dwell' as const };
    return toDwellObjects(await this.series.askDwell(question, { apiClientId: getApiClientId(actor), requestId }));
  }

  @AllowPartner()
  @Query(() => [FrequencySeriesObject], { description: 'On how many days of a month people are in a zone.' })
  async frequency(
    @Args() args: ZonesArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<FrequencySeriesObject[]> {
    const question = { ...parseInput(zonesSchema, args), product: 'frequency' as const };
    return toFrequencyObjects(
      await this.series.askFrequency(question, { apiClientId: getApiClientId(actor), requestId }),
    );
  }

  @AllowPartner()
  @Query(() => [CatchmentObject], { description: 'Which home areas visitors come from, with distance.' })
  async origin(
    @Args() args: OriginArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<CatchmentObject[]> {
    const question = { ...parseInput(originSchema, args), product: 'origin' as const };
    const answer = await this.places.askOrigin(question, { apiClientId: getApiClientId(actor), requestId });
    return answer.map(toCatchmentObject);
  }

  @AllowPartner()
  @Query(() => FlowsObject, { description: 'Trips from zone to zone by part of the day.' })
  async flows(
    @Args() args: FlowsArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<FlowsObject> {
    const question = { ...parseInput(flowsSchema, args), product: 'flows' as const };
    return toFlowsObject(await this.places.askFlows(question, { apiClientId: getApiClientId(actor), requestId }));
  }
}
