import { setImmediate } from 'node:timers/promises';
import {
  type AgeBand,
  type Day,
  DWELL_BINS,
  type DwellBin,
  type Gender,
  monthOf,
  type ZoneId,
} from '@passant/contracts';
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
import type { Desk, Question } from './questions.service';

/** How a question is answered at a desk: of all its zones at once, or of some after the others. */
export interface Plan<Part> {
  readonly question: Question;
  /** Zones and figures for each of them and period: its size is judged by these, over `span` where it is not the question's own. */
  readonly size: PlanSize;
  readonly compose: (desk: Desk) => Promise<Part[]>;
}

export interface PlanSize {
  readonly zones: number;
  readonly grain: PeriodGrain;
  readonly each?: number;
  readonly span?: { readonly from: Day; readonly to: Day };
}

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

export interface DwellQuestion extends SeriesQuestion {
  /** None: all. */
  readonly bins: readonly DwellBin[];
}

/** A series, and what it is of: one zone, or (null) all that were asked for. */
export type ZoneSeries<Of extends Series = Series> = Of & {
  readonly zone: PlanZone | null;
  readonly periods: readonly Period[];
};

/** A large answer takes a second or two: others get their turn in between. */
const ZONES_A_TURN = 20;

/** One series a zone in the order asked, or one for all. @throws GrainNotAvailable */
export function planProfile(given: ProfileQuestion): Plan<ZoneSeries> {
  const question = { ...given, zoneIds: unique(given.zoneIds) };
  if (question.product === 'visitors' && question.grain === 'HOUR') throw new GrainNotAvailable();
  const profile = toProfile(question.ages, question.genders);
  const modelled = question.product === 'presence' && !isEverybody(profile);
  const measures: readonly Measure[] = modelled
    ? modelledMeasures(question.grain, profile)
    : [question.product === 'presence' ? presenceMeasure(question.grain) : visitorsMeasure(profile)];
  return {
    question,
    size: { zones: question.zoneIds.length, grain: question.grain },
    compose: async (desk) => {
      const tables = await desk.read({
        tables: unique(measures.flatMap((measure) => measure.tables)),
        rowsOf: unique(measures.map(({ table }) => table)),
      });
      const periods = listPeriods(question.grain, question, desk.timeZone);
      const ask = { periods, toUnit: unitOf(question), grain: question.grain, profile };
      const compose = (zones: Zones): Series =>
        modelled ? composeModelled(ask, { tables, zones }) : composeSeries(measures[0]!, ask, { tables, zones });
      return question.together
        ? [{ ...compose(desk.zones.map((zone) => rowsOf(tables, zone))), zone: null, periods }]
        : eachZone(desk.zones, (zone) => ({ ...compose([rowsOf(tables, zone)]), zone, periods }));
    },
  };
}

/** One series a zone and bin. @throws GrainNotAvailable */
export function planDwell(given: DwellQuestion): Plan<ZoneSeries & { readonly bin: DwellBin }> {
  const question = { ...given, zoneIds: unique(given.zoneIds) };
  if (question.grain === 'HOUR') throw new GrainNotAvailable();
  const bins = DWELL_BINS.filter((bin) => question.bins.length === 0 || question.bins.includes(bin));
  return {
    question,
    size: { zones: question.zoneIds.length, grain: question.grain, each: bins.length },
    compose: async (desk) => {
      const tables = await desk.read({ tables: ['dwell'], rowsOf: ['dwell'] });
      const periods = listPeriods(question.grain, question, desk.timeZone);
      const ask = { periods, toUnit: unitOf(question) };
      const series = await eachZone(desk.zones, (zone) =>
        bins.map((bin) => {
          const measure = columnsMeasure('dwell', [DWELL_BINS.indexOf(bin)]);
          return { ...composeSeries(measure, ask, { tables, zones: [rowsOf(tables, zone)] }), bin, zone, periods };
        }),
      );
      return series.flat();
    },
  };
}

/** One series a zone and bin, by months. */
export function planFrequency(given: Omit<SeriesQuestion, 'grain'>): Plan<ZoneSeries<FrequencySeries>> {
  const question = { ...given, grain: 'MONTH' as const, zoneIds: unique(given.zoneIds) };
  return {
    question,
    size: { zones: question.zoneIds.length, grain: 'MONTH', each: 4 },
    compose: async (desk) => {
      const reach = { first: monthOf(desk.firstDay), last: monthOf(desk.lastDay) };
      const tables = await desk.read({ tables: ['frequency'], rowsOf: ['frequency'], ...reach });
      const periods = listPeriods('MONTH', question, desk.timeZone);
      const ask = { periods, toUnit: unitOf(question) };
      const series = await eachZone(desk.zones, (zone) =>
        composeFrequency(ask, { tables, zones: [rowsOf(tables, zone)] }).map((one) => ({ ...one, zone, periods })),
      );
      return series.flat();
    },
  };
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
