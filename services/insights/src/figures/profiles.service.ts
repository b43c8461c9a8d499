import { Injectable } from '@nestjs/common';
import { AGE_BANDS, type AgeBand, type Gender } from '@passant/contracts';
import type { Priced } from './compose-answer';
import { toComposed } from './compose-answer';
import { composeSeries } from './domain/compose-series';
import { visitorsMeasure } from './domain/measures';
import { listPeriods } from './domain/periods';
import { toProfile } from './domain/profiles';
import { NO_ROWS } from './domain/released-tables';
import { toUnit } from './domain/units';
import { GrainNotAvailable } from './figures.errors';
import { type Asker, checkSize, QuestionsService } from './questions.service';
import type { SeriesQuestion, ZoneSeries } from './series.service';

/** Visitors of one age in one zone. */
export type AgeSeries = Priced<ZoneSeries & { readonly age: AgeBand }>;

/** Visitors by who they are, all bands in one question. */
@Injectable()
export class ProfilesService {
  constructor(private readonly questions: QuestionsService) {}

  /** One series a zone and age band, the same figures as band by band. @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askByAge(given: SeriesQuestion & { readonly genders: readonly Gender[] }, asker: Asker): Promise<AgeSeries[]> {
    const question = { ...given, product: 'visitors' as const, zoneIds: [...new Set(given.zoneIds)] };
    if (question.grain === 'HOUR') throw new GrainNotAvailable();
    checkSize({ zones: question.zoneIds.length, grain: question.grain, each: AGE_BANDS.length }, question);
    const bands = AGE_BANDS.map((age) => ({ age, measure: visitorsMeasure(toProfile([age], question.genders)) }));
    return this.questions.answer({ ...question, ...{ byAge: true } }, asker, async (desk) => {
      const tables = await desk.read({
        tables: [...new Set(bands.flatMap(({ measure }) => measure.tables))],
        rowsOf: [...new Set(bands.map(({ measure }) => measure.table))],
      });
      const periods = listPeriods(question.grain, question, desk.timeZone);
      const summed = question.grain !== 'DAY';
      const ask = {
        periods,
        toUnit: (extrapolated: boolean) => toUnit({ product: 'visitors', summed, extrapolated }),
      };
      const series = desk.zones.flatMap((zone) => {
        const zones = [tables.byZone.get(zone.id) ?? NO_ROWS];
        return bands.map(({ age, measure }) => ({
          ...composeSeries(measure, ask, { tables, zones }),
          age,
          zone,
          periods,
        }));
      });
      return toComposed(series, desk);
    });
  }
}
