import { setImmediate } from 'node:timers/promises';
import type { ZoneId } from '@passant/contracts';
import { type Catchment, composeCatchment, estimateCatchment } from './domain/compose-origin';
import { listPeriods, type Period } from './domain/periods';
import { NO_ROWS } from './domain/released-tables';
import { toUnit } from './domain/units';
import { GrainNotAvailable } from './figures.errors';
import type { PlanZone } from './figures-source';
import type { Plan } from './plan-series';
import type { Desk, Question } from './questions.service';

export interface OriginQuestion extends Question {
  readonly zoneIds: readonly ZoneId[];
  /** Home areas listed for each zone and period, largest first. */
  readonly first: number;
}

/** Where the visitors of a zone come from, in one period. */
export interface ZoneCatchment extends Catchment {
  readonly zone: PlanZone;
  readonly period: Period;
  readonly unit: string;
  /** Columns beside those of the catchment. */
  readonly homeNames: readonly string[];
  readonly distancesKm: readonly (number | null)[];
}

/** A catchment takes longer than a series: others get their turn more often. */
const ZONES_A_TURN = 5;

/** One catchment a zone and period. @throws GrainNotAvailable */
export function planOrigin(given: OriginQuestion): Plan<ZoneCatchment> {
  const question = { ...given, zoneIds: [...new Set(given.zoneIds)] };
  if (question.grain === 'HOUR') throw new GrainNotAvailable();
  return {
    question,
    size: { zones: question.zoneIds.length, grain: question.grain, each: question.first },
    compose: async (desk) => {
      const tables = await desk.read({ tables: ['origin'], rowsOf: ['origin'] });
      const homes = new Map((await desk.source.findZones(desk.market, 'all')).map((zone) => [zone.id, zone]));
      const catchments: ZoneCatchment[] = [];
      for (const [index, zone] of desk.zones.entries()) {
        const rows = tables.byZone.get(zone.id) ?? NO_ROWS;
        for (const period of listPeriods(question.grain, question, desk.timeZone)) {
          const catchment = desk.tariff.isEstimate
            ? estimateCatchment(period, tables, question.first)
            : composeCatchment(period, { tables, rows }, question.first);
          const unit = toUnit({ ...question, ...catchment, summed: question.grain !== 'DAY' });
          catchments.push({ ...catchment, ...describeHomes(catchment, { zone, homes, desk }), zone, period, unit });
        }
        if (index % ZONES_A_TURN === 0) await setImmediate();
      }
      return catchments;
    },
  };
}

function describeHomes(
  { homes: ids }: Catchment,
  { zone, homes, desk }: { zone: PlanZone; homes: ReadonlyMap<ZoneId, PlanZone>; desk: Desk },
) {
  return {
    homeNames: ids.map((id) => homes.get(id)?.name ?? id),
    distancesKm: ids.map((id) => desk.source.measureDistance(zone, homes.get(id))),
  };
}
