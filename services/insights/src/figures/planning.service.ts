import { Injectable } from '@nestjs/common';
import type { Priced } from './compose-answer';
import {
  type CampaignQuestion,
  type ForecastQuestion,
  type LeafletsQuestion,
  planCampaign,
  planForecast,
  planLeafletsOf,
  type ZoneForecast,
  type ZonesCampaign,
  type ZonesLeaflets,
} from './plan-planning';
import type { Asker } from './questions.service';
import { SeriesService } from './series.service';

export type { ZoneForecast, ZonesCampaign, ZonesLeaflets } from './plan-planning';

/** Figures for those who act: what an action did, where to act, what is to come. */
@Injectable()
export class PlanningService {
  constructor(private readonly series: SeriesService) {}

  /** Of all zones with the action together. @throws CandidatesTooFew, and as `QuestionsService.answer` */
  async askCampaign(question: CampaignQuestion, asker: Asker): Promise<Priced<ZonesCampaign>> {
    return (await this.series.ask(planCampaign(question), asker))[0]!;
  }

  /** For visitors of all these zones together. @throws PopulationUnknown, TargetSuppressed, and as `QuestionsService.answer` */
  async askLeaflets(question: LeafletsQuestion, asker: Asker): Promise<Priced<ZonesLeaflets>> {
    return (await this.series.ask(planLeafletsOf(question), asker))[0]!;
  }

  /** The seven days from `from` on, one answer a zone. @throws as `QuestionsService.answer` */
  askForecast(question: ForecastQuestion, asker: Asker): Promise<Priced<ZoneForecast>[]> {
    return this.series.ask(planForecast(question), asker);
  }
}
