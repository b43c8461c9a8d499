import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type AgeBand, DWELL_BINS, type DwellBin, type Gender, monthOf, type ZoneId } from '@passant/contracts';
import { composeFrequency, type FrequencySeries } from './domain/compose-frequency';
import { composeModelled, modelledMeasures } from './domain/compose-modelled';
import { composeSeries, type Series, type Zones } from './domain/compose-series';
import { columnsMeasure, type Measure, presenceMeasure, visitorsMeasure } from './domain/measures';
import { listPeriods, type Period, type PeriodGrain } from './domain/periods';
import { isEverybody, toProfile } from './domain/profiles';
import { NO_ROWS, type Tables, type ZoneRows } from './domain/released-tables';
import { type AskedProduct, toUnit } from './domain/units';
import { GrainNotAvailable } from './figures.errors';
import type { PlanZone } from './figures-source';
import { type Priced, toComposed } from './compose-answer';
import { type Asker, checkSize, type Question, QuestionsService } from './questions.service';

/** A question with the zones it names, answered as series. */
export interface SeriesQuestion extends Question {
  readonly zoneIds: readonly ZoneId[];
}

export interface ProfileQuestion extends SeriesQuestion {
  readonly product: 'presence' | 'visitors';
  /** None: all, those who did not give it among them. */
  readonly ages: readonly AgeBand[];
  readonly genders: readonly Gender[];
  /** One series for all zones. */
  readonly together: boolean;
}

/** A series, and what it is of: one zone, or (null) all that were asked for. */
export type ZoneSeries<Of extends Series = Series> = Of & {
  readonly zone: PlanZone | null;
  readonly periods: readonly Period[];
};

/** A large answer takes a second or two: others get their turn in between. */
const ZONES_A_TURN = 20;

/** Figures over time: presence, visitors, dwell, frequency. */
@Injectable()
export class SeriesService {
  constructor(private readonly questions: QuestionsService) {}

  /** One series a zone in the order asked, or one for all. @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askProfile(given: ProfileQuestion, asker: Asker): Promise<Priced<ZoneSeries>[]> {
    const question = { ...given, zoneIds: unique(given.zoneIds) };
    if (question.product === 'visitors' && question.grain === 'HOUR') throw new GrainNotAvailable();
    checkSize({ zones: question.zoneIds.length, grain: question.grain }, question);
    const profile = toProfile(question.ages, question.genders);
    const modelled = question.product === 'presence' && !isEverybody(profile);
    const measures: readonly Measure[] = modelled
      ? modelledMeasures(question.grain, profile)
      : [question.product === 'presence' ? presenceMeasure(question.grain) : visitorsMeasure(profile)];
    return this.questions.answer(question, asker, async (desk) => {
      const tables = await desk.read({
        tables: unique(measures.flatMap((measure) => measure.tables)),
        rowsOf: unique(measures.map(({ table }) => table)),
      });
      const periods = listPeriods(question.grain, question, desk.timeZone);
      const ask = { periods, toUnit: unitOf(question), grain: question.grain, profile };
      const compose = (zones: Zones): Series =>
        modelled ? composeModelled(ask, { tables, zones }) : composeSeries(measures[0]!, ask, { tables, zones });
      const series: ZoneSeries[] = question.together
        ? [{ ...compose(desk.zones.map((zone) => rowsOf(tables, zone))), zone: null, periods }]
        : await eachZone(desk.zones, (zone) => ({ ...compose([rowsOf(tables, zone)]), zone, periods }));
      return toComposed(series, desk);
    });
  }

  /** One series a zone and bin. @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askDwell(
    given: SeriesQuestion & { readonly bins: readonly DwellBin[] },
    asker: Asker,
  ): Promise<Priced<ZoneSeries & { readonly bin: DwellBin }>[]> {
    const question = { ...given, zoneIds: unique(given.zoneIds) };
    if (question.grain === 'HOUR') throw new GrainNotAvailable();
    const bins = DWELL_BINS.filter((bin) => question.bins.length === 0 || question.bins.includes(bin));
    checkSize({ zones: question.zoneIds.length, grain: question.grain, each: bins.length }, question);
    return this.questions.answer(question, asker, async (desk) => {
      const tables = await desk.read({ tables: ['dwell'], rowsOf: ['dwell'] });
      const periods = listPeriods(question.grain, question, desk.timeZone);
      const ask = { periods, toUnit: unitOf(question) };
      const series = await eachZone(desk.zones, (zone) =>
        bins.map((bin) => {
          const measure = columnsMeasure('dwell', [DWELL_BINS.indexOf(bin)]);
          return { ...composeSeries(measure, ask, { tables, zones: [rowsOf(tables, zone)] }), bin, zone, periods };
        }),
      );
      return toComposed(series.flat(), desk);
    });
  }

  /** One series a zone and bin, by months. @throws as `QuestionsService.answer` */
  askFrequency(given: Omit<SeriesQuestion, 'grain'>, asker: Asker): Promise<Priced<ZoneSeries<FrequencySeries>>[]> {
    const question = { ...given, grain: 'MONTH' as const, zoneIds: unique(given.zoneIds) };
    checkSize({ zones: question.zoneIds.length, grain: 'MONTH', each: 4 }, question);
    return this.questions.answer(question, asker, async (desk) => {
      const reach = { first: monthOf(desk.firstDay), last: monthOf(desk.lastDay) };
      const tables = await desk.read({ tables: ['frequency'], rowsOf: ['frequency'], ...reach });
      const periods = listPeriods('MONTH', question, desk.timeZone);
      const ask = { periods, toUnit: unitOf(question) };
      const series = await eachZone(desk.zones, (zone) =>
        composeFrequency(ask, { tables, zones: [rowsOf(tables, zone)] }).map((one) => ({ ...one, zone, periods })),
      );
      return toComposed(series.flat(), desk);
    });
  }
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What is not covered has no rows. */
const rowsOf = (tables: Tables, { id }: PlanZone): ZoneRows => tables.byZone.get(id) ?? NO_ROWS;

const unitOf =
  (question: { product: AskedProduct; grain: PeriodGrain; together?: boolean }) => (extrapolated: boolean) =>
    toUnit({ ...question, summed: question.together === true || SUMS.includes(question.grain), extrapolated });

/** Grains of sums over days. */
const SUMS: readonly PeriodGrain[] = ['WEEK', 'MONTH'];

async function eachZone<Of>(zones: readonly PlanZone[], compose: (zone: PlanZone) => Of): Promise<Of[]> {
  const composed: Of[] = [];
  for (const zone of zones) {
    composed.push(compose(zone));
    if (composed.length % ZONES_A_TURN === 0) await setImmediate();
  }
  return composed;
}
