import { setImmediate } from 'node:timers/promises';
import { addDays, type AgeBand, type Day, type Gender, type ZoneId } from '@passant/contracts';
import { type Campaign, CAMPAIGN_KINDS, composeCampaign, LEAST_CANDIDATES } from './domain/compose-campaign';
import { composeForecast, type ForecastSeries } from './domain/compose-forecast';
import { composeLeaflets, estimateLeaflets, type LeafletPlan } from './domain/compose-leaflets';
import { measureTarget } from './domain/measure-target';
import { visitorsMeasure } from './domain/measures';
import { grainOfDays, listPeriods, type Period, toPeriod } from './domain/periods';
import { isEverybody, PROFILE_TABLES, toProfile } from './domain/profiles';
import { NO_ROWS } from './domain/released-tables';
import { toUnit } from './domain/units';
import type { SpanQuestion } from './plan-comparing';
import { CandidatesTooFew, PopulationUnknown, TargetSuppressed } from './figures.errors';
import type { PlanZone } from './figures-source';
import type { Plan } from './plan-series';
import { checkSize } from './questions.service';

export interface CampaignQuestion extends SpanQuestion {
  /** Where the action was. */
  readonly zoneIds: readonly ZoneId[];
  /** What controls are chosen from; null: every other zone of the contract. */
  readonly candidateZoneIds: readonly ZoneId[] | null;
  readonly weeksBefore: number;
}

export interface LeafletsQuestion extends SpanQuestion {
  readonly zoneIds: readonly ZoneId[];
  readonly leaflets: number;
  readonly leafletsPerResident: number;
  /** The target group; none: everybody. */
  readonly ages: readonly AgeBand[];
  readonly genders: readonly Gender[];
  readonly first: number;
}

export interface ForecastQuestion extends Omit<SpanQuestion, 'to'> {
  readonly zoneIds: readonly ZoneId[];
  readonly ages: readonly AgeBand[];
  readonly genders: readonly Gender[];
  /** Of history before `from`. */
  readonly weeks: number;
}

export interface ZonesCampaign extends Campaign {
  readonly period: Period;
  /** The only zone with the action; null: several together. */
  readonly zone: PlanZone | null;
  readonly treatedZones: readonly PlanZone[];
  readonly controlZones: readonly PlanZone[];
}

export interface ZonesLeaflets extends LeafletPlan {
  readonly period: Period;
  /** The only zone whose visitors are meant; null: those of several together. */
  readonly zone: PlanZone | null;
  readonly homeNames: readonly string[];
}

export interface ZoneForecast extends ForecastSeries {
  readonly zone: PlanZone;
  readonly days: readonly Day[];
  readonly periods: readonly Period[];
}

const DAYS_AHEAD = 7;
const ZONES_A_TURN = 10;

/** Of all zones with the action together, in one part. */
export function planCampaign(given: CampaignQuestion): Plan<ZonesCampaign> {
  const treated = [...new Set(given.zoneIds)];
  const candidates = given.candidateZoneIds && [...new Set(given.candidateZoneIds)];
  const firstDay = addDays(given.from, -7 * given.weeksBefore);
  const named = [...new Set([...treated, ...(candidates ?? [])])];
  return {
    question: {
      ...{ ...given, product: 'campaign' as const, grain: grainOfDays(given), named },
      ...{ zoneIds: candidates ? named : ('granted' as const), reach: { firstDay, lastDay: given.to } },
    },
    size: { zones: named.length, grain: 'DAY', each: CAMPAIGN_KINDS.length },
    compose: async (desk) => {
      checkSize({ zones: desk.zones.length, grain: 'DAY' }, { from: firstDay, to: given.to });
      const areNeighbours = await desk.source.findNeighbours(desk.market);
      const isTreated = new Set(treated);
      const others = desk.zones.filter(
        ({ id, covered }) => covered && !isTreated.has(id) && !treated.some((zone) => areNeighbours(zone, id)),
      );
      if (others.length < LEAST_CANDIDATES) throw new CandidatesTooFew(others.length, LEAST_CANDIDATES);
      const tables = await desk.read({ tables: PROFILE_TABLES, rowsOf: CAMPAIGN_TABLES });
      const period = toPeriod(given, desk.timeZone);
      const before = toPeriod({ from: firstDay, to: addDays(given.from, -1) }, desk.timeZone).days;
      const campaign = composeCampaign(
        {
          ...{ treated, candidates: others.map(({ id }) => id), areNeighbours, before, during: period.days },
          toUnit: (extrapolated) => (extrapolated ? 'per cent' : 'per cent, panel only'),
        },
        tables,
      );
      const byId = new Map(others.map((zone) => [zone.id, zone]));
      const controlZones = campaign.controls.map(({ zone }) => byId.get(zone)!);
      const treatedZones = desk.zones.filter(({ id }) => isTreated.has(id));
      return [{ ...campaign, period, controlZones, treatedZones, zone: onlyOf(treatedZones) }];
    },
  };
}

/** For visitors of all these zones together, in one part. */
export function planLeafletsOf(given: LeafletsQuestion): Plan<ZonesLeaflets> {
  const zoneIds = [...new Set(given.zoneIds)];
  const question = { ...given, product: 'leaflets' as const, grain: grainOfDays(given), zoneIds };
  const profile = toProfile(given.ages, given.genders);
  const isTargeted = !isEverybody(profile);
  const target = visitorsMeasure(profile);
  return {
    question,
    size: { zones: zoneIds.length, grain: 'DAY' },
    compose: async (desk) => {
      const plan = await desk.source.findZones(desk.market, 'all');
      if (plan.every(({ residents }) => residents === null)) throw new PopulationUnknown();
      const tables = await desk.read({
        tables: ['origin', ...(isTargeted ? PROFILE_TABLES : [])],
        rowsOf: ['origin', ...(isTargeted ? new Set(['visitors', target.table] as const) : [])],
      });
      const period = toPeriod(question, desk.timeZone);
      const zones = desk.zones.map(({ id }) => tables.byZone.get(id) ?? NO_ROWS);
      const share = isTargeted && !desk.tariff.isEstimate ? measureTarget(profile, period, { tables, zones }) : null;
      if (isTargeted && !desk.tariff.isEstimate && !share) throw new TargetSuppressed();
      const leafletsOf = new Map(plan.map(({ id, residents }) => [id, (residents ?? 0) * given.leafletsPerResident]));
      const summed = period.days.length > 1 || zones.length > 1;
      const leaflets = desk.tariff.isEstimate
        ? estimateLeaflets(period, tables, given.first)
        : composeLeaflets(
            {
              ...{ days: period.days, leafletsOf, leaflets: given.leaflets, target: share, first: given.first },
              toUnit: (extrapolated) => toUnit({ product: 'leaflets', summed, extrapolated }),
            },
            { tables, zones },
          );
      const names = new Map(plan.map(({ id, name }) => [id, name]));
      const homeNames = leaflets.homes.map((id) => names.get(id) ?? id);
      return [{ ...leaflets, period, homeNames, zone: onlyOf(desk.zones) }];
    },
  };
}

/** The seven days from `from` on, one part a zone. */
export function planForecast(given: ForecastQuestion): Plan<ZoneForecast> {
  const zoneIds = [...new Set(given.zoneIds)];
  const reach = { firstDay: addDays(given.from, -7 * given.weeks), lastDay: addDays(given.from, -1) };
  const past = { from: reach.firstDay, to: reach.lastDay };
  const to = addDays(given.from, DAYS_AHEAD - 1);
  const question = { ...given, to, product: 'forecast' as const, grain: 'DAY' as const, zoneIds, reach };
  const measure = visitorsMeasure(toProfile(given.ages, given.genders));
  return {
    question,
    size: { zones: zoneIds.length, grain: 'DAY', span: past },
    compose: async (desk) => {
      const tables = await desk.read({ tables: measure.tables, rowsOf: [measure.table] });
      const history = listPeriods('DAY', past, desk.timeZone);
      const periods = listPeriods('DAY', question, desk.timeZone);
      const days = periods.map((period) => period.days[0]!);
      const toUnitOf = (extrapolated: boolean) => toUnit({ product: 'forecast', summed: false, extrapolated });
      const forecasts: ZoneForecast[] = [];
      for (const zone of desk.zones) {
        const zones = [tables.byZone.get(zone.id) ?? NO_ROWS];
        const forecast = composeForecast(measure, { history, days, toUnit: toUnitOf }, { tables, zones });
        forecasts.push({ ...forecast, zone, days, periods });
        if (forecasts.length % ZONES_A_TURN === 0) await setImmediate();
      }
      return forecasts;
    },
  };
}

/** Figures of one zone are noted as its own, of several as of none. */
const onlyOf = (zones: readonly PlanZone[]): PlanZone | null => (zones.length === 1 ? zones[0]! : null);

/** Ages and genders one by one, and everybody. */
const CAMPAIGN_TABLES = ['visitors', 'visitors-by-age', 'visitors-by-gender'] as const;
