import { Injectable } from '@nestjs/common';
import type { Priced } from './compose-answer';
import {
  type AffinityQuestion,
  type ComparisonQuestion,
  planAffinity,
  planComparison,
  planRank,
  type RankQuestion,
  type ZoneAffinity,
  type ZoneColumns,
} from './plan-comparing';
import { SeriesService } from './series.service';
import type { Asker } from './questions.service';

export type { ZoneAffinity, ZoneColumns } from './plan-comparing';

/** Figures beside each other: kinds of visitors, zones, periods. */
@Injectable()
export class ComparingService {
  constructor(private readonly series: SeriesService) {}

  /** One answer a zone. @throws as `QuestionsService.answer` */
  askAffinity(question: AffinityQuestion, asker: Asker): Promise<Priced<ZoneAffinity>[]> {
    return this.series.ask(planAffinity(question), asker);
  }

  /** The `first` zones with the largest figure over the whole period. @throws as `QuestionsService.answer` */
  async askRank(question: RankQuestion, asker: Asker): Promise<Priced<ZoneColumns>> {
    return (await this.series.ask(planRank(question), asker))[0]!;
  }

  /** Like for like. @throws PeriodsNotAlike, ProfileNotAvailable, and as `QuestionsService.answer` */
  async askComparison(question: ComparisonQuestion, asker: Asker): Promise<Priced<ZoneColumns>> {
    return (await this.series.ask(planComparison(question), asker))[0]!;
  }
}
