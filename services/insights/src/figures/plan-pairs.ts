import { setImmediate } from 'node:timers/promises';
import { DAY_PARTS, type DayPart, type ZoneId } from '@passant/contracts';
import { BULK_BATCH, BULK_LIMITS } from './domain/check-size';
import { allDayParts } from './domain/compose-flows';
import { type PairSeries, type PairsQuestion, preparePairs } from './domain/compose-pairs';
import type { FlowEnds } from './domain/flow-ends';
import { withRows } from './domain/flow-pairs';
import { listPeriods, measureSpan, type PeriodGrain } from './domain/periods';
import { toUnit } from './domain/units';
import { GrainNotAvailable } from './figures.errors';
import type { PlanPlaces, PlanRegion, PlanZone } from './figures-source';
import { type NamedEnds, type ReadEnds, readFlowEnds } from './read-flow-ends';
import { checkSize, type Desk, type Question } from './questions.service';

/** Trips between zones, all of them, where an answer of the graph gives the largest by pages. */
export interface PairsOf extends Omit<Question, 'zoneIds' | 'product'>, NamedEnds {
  /** None: all. */
  readonly dayParts: readonly DayPart[];
  readonly byDayPart: boolean;
}

/** A place that trips begin or end in: a zone, or a region where the releases are between regions. */
export interface End {
  readonly id: ZoneId;
  readonly name: string;
  /** Of a region the mean of its zones' centroids; null: not known. */
  readonly centroid: { readonly longitude: number; readonly latitude: number } | null;
}

export interface ZonePair extends Omit<PairSeries, 'from' | 'to'> {
  /** It is sold as a figure of the zone in which it begins. */
  readonly zone: End;
  readonly to: End;
}

/** Values of rows that are in memory at once: a row of flows has some thousands a day. */
const VALUES_AT_ONCE = 500_000;

export interface PairsPlan {
  readonly question: Question;
  /** @throws QuestionTooLarge; once it is known what 'granted' covers, of that */
  readonly check: (granted?: readonly PlanZone[]) => void;
  readonly batches: (desk: Desk) => AsyncGenerator<{ parts: ZonePair[]; done: number; total: number }>;
}

/** Read some rows after the others: memory does not grow with the number of pairs. @throws GrainNotAvailable */
export function planPairs(given: PairsOf): PairsPlan {
  if (given.grain === 'HOUR') throw new GrainNotAvailable();
  const { fromZoneIds, toZoneIds } = given;
  const named = [...new Set([...(fromZoneIds ?? []), ...(toZoneIds ?? [])])];
  const zoneIds = fromZoneIds && toZoneIds ? named : ('granted' as const);
  const partsOfDay = allDayParts(given.dayParts);
  const partsEach = given.byDayPart ? partsOfDay.length : 1;
  const sizeOf = (from: number, to: number) => ({ zones: from, grain: given.grain, each: to * partsEach });
  return {
    question: { ...given, product: 'flows', zoneIds, named },
    check: (granted) => {
      const count = (ids: readonly ZoneId[] | null) => ids?.length ?? granted?.length ?? 1;
      checkSize(sizeOf(count(fromZoneIds), count(toZoneIds)), given, BULK_LIMITS);
    },
    batches: async function* (desk) {
      const ends = toPairEnds(await readFlowEnds(given, desk), desk);
      const periods = listPeriods(given.grain, given, desk.timeZone);
      const toUnitOf = (extrapolated: boolean) =>
        toUnit({ product: 'flows', summed: given.grain !== 'DAY', extrapolated });
      const asked: Omit<PairsQuestion, 'pairs'> = {
        ...{ to: ends.to.map(({ id }) => id), dayParts: partsOfDay, byDayPart: given.byDayPart },
        ...{ periods, toUnit: toUnitOf, mayLead: ends.mayLead },
      };
      const toEnds = new Map(ends.to.map((end) => [end.id, end]));
      const atOnce = rowsAtOnce(given, { figures: ends.to.length * partsEach, columns: ends.columns });
      for (let first = 0; first < ends.from.length; first += atOnce) {
        const some = ends.from.slice(first, first + atOnce);
        const possible = ends.pairs && new Map(some.map(({ id }) => [id, ends.pairs!.get(id) ?? new Set<ZoneId>()]));
        const zoneIds = ends.rowIdsOf(new Set(some.map(({ id }) => id)));
        const tables = await desk.read({ tables: ['flows'], rowsOf: ['flows'], zoneIds });
        const composePairs = preparePairs({ ...asked, pairs: possible && withRows(possible, tables) }, tables);
        const parts: ZonePair[] = [];
        for (const zone of some) {
          for (const { to, ...pair } of composePairs(zone.id)) parts.push({ ...pair, zone, to: toEnds.get(to)! });
          await setImmediate();
        }
        yield { parts, done: Math.min(first + atOnce, ends.from.length), total: ends.from.length };
      }
    },
  };
}

interface PairEnds extends Pick<FlowEnds, 'pairs' | 'rowIdsOf' | 'mayLead'> {
  readonly from: readonly End[];
  readonly to: readonly End[];
  /** Values of the rows of one `from` at most. */
  readonly columns: number;
}

/** As the newest plan that has them calls them. */
function toPairEnds({ ends, heads, plans }: ReadEnds, desk: Desk): PairEnds {
  const regionsOf = (plan: PlanPlaces) =>
    ends.kind === 'zones' ? [] : plan.regions.map((region) => ({ ...region, centroid: meanPlace(plan, region) }));
  const known = new Map<ZoneId, End>([...desk.zones, ...plans.flatMap(regionsOf)].map((end) => [end.id, end]));
  const toEnds = (ids: readonly ZoneId[]) => ids.flatMap((id) => known.get(id) ?? []);
  const [from, to] = [toEnds(ends.from), toEnds(ends.to)];
  const columns = Math.max(DAY_PARTS.length, ...heads.map((head) => head.columns.length));
  return { ...ends, from, to, columns: ends.pairs ? to.length * DAY_PARTS.length : columns };
}

function meanPlace({ zones }: PlanPlaces, region: PlanRegion): End['centroid'] {
  const places = zones.flatMap(({ regionId, centroid }) => (regionId === region.id && centroid ? [centroid] : []));
  const mean = (pick: (place: NonNullable<End['centroid']>) => number) =>
    places.reduce((sum, place) => sum + pick(place), 0) / places.length;
  if (places.length === 0) return null;
  return { longitude: mean(({ longitude }) => longitude), latitude: mean(({ latitude }) => latitude) };
}

function rowsAtOnce(
  { grain, from, to }: { grain: PeriodGrain } & Pick<Question, 'from' | 'to'>,
  each: { readonly figures: number; readonly columns: number },
): number {
  const { periods, days } = measureSpan(grain, from, to);
  const most = Math.min(BULK_BATCH.figures / (periods * each.figures), VALUES_AT_ONCE / (days * each.columns));
  return Math.max(1, Math.floor(most));
}
