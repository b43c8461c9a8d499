import { setImmediate } from 'node:timers/promises';
import { addDays, type AgeBand, type Day, type Gender, type ZoneId } from '@passant/contracts';
import { type AffinityOf, composeAffinity, type Kind, listKinds } from './domain/compose-affinity';
import { comparePeriods, findAlike, isLikeForLike } from './domain/compare-periods';
import { canExtrapolate, makeFigure, type Series, toColumns } from './domain/compose-series';
import { type Measure, presenceMeasure, visitorsMeasure } from './domain/measures';
import { daysBetween, grainOfDays, listPeriods, type Period, toPeriod } from './domain/periods';
import { isEverybody, PROFILE_TABLES, toProfile } from './domain/profiles';
import { rankValues } from './domain/rank-zones';
import { NO_ROWS, type Tables, type ZoneRows } from './domain/released-tables';
import { toUnit } from './domain/units';
import { PeriodReversed, PeriodsNotAlike, ProfileNotAvailable } from './figures.errors';
import type { PlanZone } from './figures-source';
import type { Plan } from './plan-series';
import { checkSize, type Question } from './questions.service';

/** A question about one run of days: its grain follows from them. */
export type SpanQuestion = Omit<Question, 'grain' | 'product' | 'zoneIds'>;

export interface AffinityQuestion extends SpanQuestion {
  readonly zoneIds: readonly ZoneId[];
  readonly of: AffinityOf;
}

export interface ComparingQuestion extends SpanQuestion {
  readonly product: 'presence' | 'visitors';
  readonly ages: readonly AgeBand[];
  readonly genders: readonly Gender[];
}

export interface RankQuestion extends ComparingQuestion {
  /** Null: all zones of the contract. */
  readonly zoneIds: readonly ZoneId[] | null;
  readonly first: number;
}

export interface ComparisonQuestion extends ComparingQuestion {
  readonly zoneIds: readonly ZoneId[];
  readonly against: Day;
  readonly againstTo?: Day | null;
}

/** How much each kind of visitor likes a zone: columns with one entry a kind. */
export interface ZoneAffinity extends Series {
  readonly zone: PlanZone;
  readonly kinds: readonly Kind[];
  readonly period: Period;
}

/** Zones by their figure, columns with one entry a zone, or by how it changed. */
export interface ZoneColumns extends Series {
  readonly zones: readonly PlanZone[];
  readonly ranks: readonly (number | null)[];
  readonly period: Period;
}

const ZONES_A_TURN = 20;

/** One answer a zone. */
export function planAffinity(given: AffinityQuestion): Plan<ZoneAffinity> {
  const grain = grainOfDays(given);
  const question = { ...given, product: 'affinity' as const, grain, zoneIds: [...new Set(given.zoneIds)] };
  const kinds = listKinds(question.of);
  return {
    question,
    size: { zones: question.zoneIds.length, grain: 'DAY', each: kinds.length },
    compose: async (desk) => {
      const rowsOf = ['visitors', visitorsMeasure(kinds[0]!.profile).table] as const;
      const tables = await desk.read({ tables: PROFILE_TABLES, rowsOf });
      const period = toPeriod(question, desk.timeZone);
      const answers: ZoneAffinity[] = [];
      for (const zone of desk.zones) {
        const affinity = composeAffinity(kinds, period, { tables, zones: [rowsOfZone(tables, zone)] });
        answers.push({ ...affinity, zone, kinds, period });
        if (answers.length % ZONES_A_TURN === 0) await setImmediate();
      }
      return answers;
    },
  };
}

/** The `first` zones with the largest figure over the whole period, in one part. @throws ProfileNotAvailable */
export function planRank(given: RankQuestion): Plan<ZoneColumns> {
  const zoneIds = given.zoneIds ? [...new Set(given.zoneIds)] : ('granted' as const);
  const question = { ...given, zoneIds, grain: grainOfDays(given) };
  const measure = toMeasure(question);
  return {
    question,
    size: { zones: zoneIds === 'granted' ? 1 : zoneIds.length, grain: 'DAY' },
    compose: async (desk) => {
      checkSize({ zones: desk.zones.length, grain: 'DAY' }, question);
      const tables = await desk.read({ tables: measure.tables, rowsOf: [measure.table] });
      const period = toPeriod(question, desk.timeZone);
      const zones = desk.zones.map((zone) => rowsOfZone(tables, zone));
      // Side by side only in one unit: where one zone cannot be extrapolated, none is.
      const extrapolated = canExtrapolate([measure], zones);
      const figures = zones.map((rows) => makeFigure(measure, period, { tables, zones: [rows], extrapolated }));
      const ranks = rankValues(toColumns(figures).values);
      const place = (index: number) => ranks[index] ?? figures.length + 1;
      const shown = [...figures.keys()].sort((one, other) => place(one) - place(other)).slice(0, question.first);
      const columns = toColumns(shown.map((index) => figures[index]!));
      const unit = toUnit({ ...question, summed: question.from !== question.to, extrapolated });
      const listed = { zones: shown.map((index) => desk.zones[index]!), ranks: shown.map((index) => ranks[index]!) };
      return [{ ...columns, ...listed, modelled: false, unit, extrapolated, period }];
    },
  };
}

/**
 * Each zone's figure over the same weekdays of another time, 1 where nothing changed, in one part. Without `againstTo` that
 * time is as long and begins on the same weekday; with it each day is compared with the mean of its weekday there.
 *
 * @throws PeriodsNotAlike, PeriodReversed, ProfileNotAvailable
 */
export function planComparison(given: ComparisonQuestion): Plan<ZoneColumns> {
  const question = { ...given, zoneIds: [...new Set(given.zoneIds)], grain: grainOfDays(given) };
  const { against, againstTo } = question;
  if (!againstTo && (against === question.from || !isLikeForLike(question.from, against))) {
    throw new PeriodsNotAlike();
  }
  if (againstTo && againstTo < against) throw new PeriodReversed();
  const measure = toMeasure(question);
  const to = againstTo ?? addDays(against, daysBetween(question.from, question.to));
  const [first, last] = [minOf(question.from, question.against), maxOf(question.to, to)];
  return {
    question: { ...question, reach: { firstDay: first, lastDay: last } },
    size: { zones: question.zoneIds.length, grain: 'DAY', span: { from: first, to: last } },
    compose: async (desk) => {
      const tables = await desk.read({ tables: measure.tables, rowsOf: [measure.table], first, last });
      const period = toPeriod(question, desk.timeZone);
      const alike = findAlike(period, listPeriods('DAY', { from: against, to }, desk.timeZone));
      if (!alike) throw new PeriodsNotAlike();
      const zones = desk.zones.map((zone) => rowsOfZone(tables, zone));
      const extrapolated = canExtrapolate([measure], zones);
      const figures = zones.map((rows) => comparePeriods(measure, alike, { tables, zones: [rows], extrapolated }));
      const columns = toColumns(figures);
      const answer = { ...columns, modelled: false, unit: 'ratio', extrapolated, period, zones: desk.zones };
      return [{ ...answer, ranks: rankValues(columns.values) }];
    },
  };
}

/** @throws ProfileNotAvailable */
function toMeasure({ product, ages, genders }: ComparingQuestion): Measure {
  const profile = toProfile(ages, genders);
  if (product === 'visitors') return visitorsMeasure(profile);
  if (!isEverybody(profile)) throw new ProfileNotAvailable();
  return presenceMeasure('DAY');
}

const rowsOfZone = (tables: Tables, { id }: PlanZone): ZoneRows => tables.byZone.get(id) ?? NO_ROWS;
const minOf = (one: Day, other: Day): Day => (one < other ? one : other);
const maxOf = (one: Day, other: Day): Day => (one < other ? other : one);
