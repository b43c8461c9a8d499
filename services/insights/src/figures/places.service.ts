import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { DayPart, ReleaseId, ZoneId } from '@passant/contracts';
import { allDayParts, collectFlows, type Flow, type Flows } from './domain/compose-flows';
import { measureCost } from './domain/cost';
import type { FlowKey } from './domain/flow-order';
import { type FlowEndKind, withRows } from './domain/flow-pairs';
import { listPeriods } from './domain/periods';
import { toUnit } from './domain/units';
import { type Priced, toComposed } from './compose-answer';
import { GrainNotAvailable } from './figures.errors';
import { type OriginQuestion, planOrigin, type ZoneCatchment } from './plan-origin';
import { readFlowEnds } from './read-flow-ends';
import { type Asker, checkSize, type Composed, type Desk, type Question, QuestionsService } from './questions.service';

export type { OriginQuestion, ZoneCatchment } from './plan-origin';

export interface FlowsQuestion extends Omit<Question, 'zoneIds'> {
  /** Null: all zones of the contract. */
  readonly fromZoneIds: readonly ZoneId[] | null;
  readonly toZoneIds: readonly ZoneId[] | null;
  /** None: all. */
  readonly dayParts: readonly DayPart[];
  readonly byDayPart: boolean;
  readonly first: number;
  /** The last flow of the page before. */
  readonly after: FlowKey | null;
}

/** One page of the published flows, largest first. */
export interface FlowsPage extends Flows {
  readonly names: ReadonlyMap<ZoneId, string>;
  readonly unit: string;
  readonly ends: FlowEndKind;
}

const ZONES_A_TURN = 5;

/** Figures between places: where visitors come from, and where they go. */
@Injectable()
export class PlacesService {
  constructor(private readonly questions: QuestionsService) {}

  /** One catchment a zone and period. @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askOrigin(given: OriginQuestion, asker: Asker): Promise<Priced<ZoneCatchment>[]> {
    const { question, size, compose } = planOrigin(given);
    checkSize(size, question);
    return this.questions.answer(question, asker, async (desk) => toComposed(await compose(desk), desk));
  }

  /** @throws GrainNotAvailable, and as `QuestionsService.answer` */
  askFlows(question: FlowsQuestion, asker: Asker): Promise<Priced<FlowsPage>> {
    if (question.grain === 'HOUR') throw new GrainNotAvailable();
    const { fromZoneIds, toZoneIds } = question;
    checkSize({ zones: fromZoneIds?.length ?? 1, grain: question.grain }, question);
    const named = [...new Set([...(fromZoneIds ?? []), ...(toZoneIds ?? [])])];
    // A contract covers both ends of a trip; an end that is not named is all that it covers.
    const zoneIds = fromZoneIds && toZoneIds ? named : ('granted' as const);
    return this.questions.answer({ ...question, zoneIds, named }, asker, (desk) => this.composePage(question, desk));
  }

  private async composePage(question: FlowsQuestion, desk: Desk): Promise<Composed<Priced<FlowsPage>>> {
    const { ends, heads, plans } = await readFlowEnds(question, desk);
    const zoneIds = ends.rowIdsOf(new Set(ends.from));
    const tables = await desk.read({ tables: ['flows'], rowsOf: ['flows'], zoneIds, heads });
    // Of an estimate nothing is read: it counts what may be there.
    const pairs = ends.pairs && (desk.tariff.isEstimate ? ends.pairs : withRows(ends.pairs, tables));
    const collector = collectFlows(
      {
        ...{ ...question, ...ends, pairs, dayParts: allDayParts(question.dayParts) },
        periods: listPeriods(question.grain, question, desk.timeZone),
      },
      tables,
    );
    for (const [index, zone] of ends.from.entries()) {
      collector.collect(zone);
      if (index % ZONES_A_TURN === 0) await setImmediate();
    }
    const flows = collector.finish();
    const regions = ends.kind === 'zones' ? [] : plans.flatMap((plan) => plan.regions);
    const names = new Map([...desk.zones, ...regions].map(({ id, name }) => [id, name]));
    const unit = toUnit({ ...question, ...flows, summed: question.grain !== 'DAY' });
    // What is not published is counted once, on the first page.
    const counts = {
      PUBLISHED: flows.flows.length,
      SUPPRESSED: question.after ? 0 : flows.suppressed,
      NO_DATA: question.after ? 0 : flows.noData,
    };
    const cost = measureCost(counts, desk.tariff, question.first);
    return {
      answer: { ...flows, names, unit, ends: ends.kind, cost },
      counts,
      sold: countSold(flows.flows),
      zones: countOrigins(flows.flows),
    };
  }
}

/** A flow is of the zone that it begins in. */
function countOrigins(flows: readonly Flow[]): Map<ZoneId, number> {
  const counts = new Map<ZoneId, number>();
  for (const { from } of flows) counts.set(from, (counts.get(from) ?? 0) + 1);
  return counts;
}

function countSold(flows: readonly Flow[]): Map<ReleaseId, number> {
  const sold = new Map<ReleaseId, number>();
  for (const releaseId of flows.flatMap(({ releaseIds }) => releaseIds)) {
    sold.set(releaseId, (sold.get(releaseId) ?? 0) + 1);
  }
  return sold;
}
