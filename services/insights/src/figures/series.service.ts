import { Injectable } from '@nestjs/common';
import type { DwellBin } from '@passant/contracts';
import type { FrequencySeries } from './domain/compose-frequency';
import { type Metered, type Priced, toComposed } from './compose-answer';
import {
  type DwellQuestion,
  type Plan,
  planDwell,
  planFrequency,
  planProfile,
  type ProfileQuestion,
  type SeriesQuestion,
  type ZoneSeries,
} from './plan-series';
import { type Asker, checkSize, QuestionsService } from './questions.service';

export type { ProfileQuestion, SeriesQuestion, ZoneSeries } from './plan-series';

/** Figures over time: presence, visitors, dwell, frequency. */
@Injectable()
export class SeriesService {
  constructor(private readonly questions: QuestionsService) {}

  /** One series a zone in the order asked, or one for all. @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askProfile(question: ProfileQuestion, asker: Asker): Promise<Priced<ZoneSeries>[]> {
    return this.ask(planProfile(question), asker);
  }

  /** One series a zone and bin. @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askDwell(question: DwellQuestion, asker: Asker): Promise<Priced<ZoneSeries & { readonly bin: DwellBin }>[]> {
    return this.ask(planDwell(question), asker);
  }

  /** One series a zone and bin, by months. @throws as `QuestionsService.answer` */
  askFrequency(question: Omit<SeriesQuestion, 'grain'>, asker: Asker): Promise<Priced<ZoneSeries<FrequencySeries>>[]> {
    return this.ask(planFrequency(question), asker);
  }

  /** Whatever is planned. @throws as `QuestionsService.answer`, and what its plan throws */
  ask<Part extends Metered>(plan: Plan<Part>, asker: Asker): Promise<Priced<Part>[]> {
    checkSize(plan.size, plan.size.span ?? plan.question);
    return this.questions.answer(plan.question, asker, async (desk) => toComposed(await plan.compose(desk), desk));
  }
}
