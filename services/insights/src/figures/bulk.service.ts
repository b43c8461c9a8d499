import { Injectable } from '@nestjs/common';
import type { FigureStatus, MarketId, MultiPolygon, ReleaseId, TimeZone, ZoneId } from '@passant/contracts';
import type { ExportFormat, Grant } from '../contracts/entitlements.service';
import type { StatusCounts } from '../usage/usage.service';
import { toComposed } from './compose-answer';
import { BULK_LIMITS, MOST_FIGURES, MOST_ZONE_DAYS } from './domain/check-size';
import { measureSpan } from './domain/periods';
import { type OriginQuestion, planOrigin, type ZoneCatchment } from './plan-origin';
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
import { checkSize, type Desk, QuestionsService } from './questions.service';

/** A question that may be answered in a file. Each is one of the graph's, with the same meaning and the same price. */
export type BulkQuestion =
  | Omit<ProfileQuestion, 'together'>
  | (DwellQuestion & { readonly product: 'dwell' })
  | (Omit<SeriesQuestion, 'grain'> & { readonly product: 'frequency' })
  | (OriginQuestion & { readonly product: 'origin' });

interface Shares {
  readonly shares: readonly (number | null)[];
  readonly shareLows: readonly (number | null)[];
  readonly shareHighs: readonly (number | null)[];
}
/** Columns of one zone (and bin, or period). */
export type BulkPart =
  | ZoneSeries
  | (ZoneSeries & { readonly bin: string } & Partial<Shares>)
  | (ZoneCatchment & { readonly modelled: boolean });

export interface BulkAnswer {
  readonly market: MarketId;
  readonly timeZone: TimeZone;
  readonly grant: Grant;
  /** Some zones after the others: as much is in memory as one question of the graph takes. */
  readonly batches: AsyncIterable<{
    readonly parts: readonly BulkPart[];
    readonly done: number;
    readonly total: number;
  }>;
  /** Shapes of zones, as far as they are known. */
  readonly findShapes: (zoneIds: readonly ZoneId[]) => Promise<ReadonlyMap<ZoneId, MultiPolygon>>;
}

export interface BulkAsker {
  readonly question: BulkQuestion;
  readonly format: ExportFormat;
  readonly apiClientId: string;
  readonly requestId: string;
}

/** Answers that are too large for one answer of the graph: read, judged, metered and billed as one question. */
@Injectable()
export class BulkService {
  constructor(private readonly questions: QuestionsService) {}

  /**
   * Whether it may be asked right now, counted as one question of this minute.
   *
   * @throws as `QuestionsService.answer`
   */
  async admit(question: BulkQuestion, format: ExportFormat, apiClientId: string) {
    const plan = toPlan(question);
    checkSize(plan.size, plan.question, BULK_LIMITS);
    const { client, grant } = await this.questions.admit({ ...plan.question, format }, { apiClientId });
    return { client, contractId: grant.contractId };
  }

  /**
   * Hands the answer to `write` in batches. What it gives is the answer's once the usage event is noted in the same
   * transaction; where it throws, nothing was asked.
   *
   * @throws as `QuestionsService.answer`
   */
  async answer<Answer>(
    { question, format, apiClientId, requestId }: BulkAsker,
    write: (answer: BulkAnswer) => Promise<Answer>,
  ): Promise<{ readonly answer: Answer; readonly counts: StatusCounts }> {
    const plan = toPlan(question);
    checkSize(plan.size, plan.question, BULK_LIMITS);
    const asker = { apiClientId, requestId, isAdmitted: true };
    return this.questions.answer({ ...plan.question, format }, asker, async (desk) => {
      const tally = new Tally();
      const answer = await write({
        ...{ market: desk.market, timeZone: desk.timeZone, grant: desk.grant, batches: readBatches(plan, desk, tally) },
        findShapes: (zoneIds) => desk.source.findShapes(desk.market, zoneIds),
      });
      return { answer: { answer, counts: tally.counts }, counts: tally.counts, sold: tally.sold };
    });
  }
}

function toPlan(question: BulkQuestion): Plan<BulkPart> {
  if (question.product === 'dwell') return planDwell(question);
  if (question.product === 'frequency') return planFrequency(question);
  if (question.product !== 'origin') return planProfile({ ...question, together: false });
  const { compose, ...plan } = planOrigin(question);
  return { ...plan, compose: async (desk) => (await compose(desk)).map((one) => ({ ...one, modelled: false })) };
}

async function* readBatches(plan: Plan<BulkPart>, desk: Desk, tally: Tally) {
  const { zones } = desk;
  const atOnce = zonesAtOnce(plan);
  for (let first = 0; first < zones.length; first += atOnce) {
    const some = zones.slice(first, first + atOnce);
    const covered = some.flatMap(({ id, covered: isCovered }) => (isCovered ? [id] : []));
    const read: Desk['read'] = (wanted) => desk.read({ zoneIds: covered, ...wanted });
    const parts = await plan.compose({ ...desk, zones: some, read });
    tally.add(toComposed<BulkPart>(parts, desk));
    yield { parts, done: Math.min(first + atOnce, zones.length), total: zones.length };
  }
}

/** So many that a batch is no larger than an answer of the graph may be; one zone at least. */
function zonesAtOnce({ question, size: { grain, each = 1 } }: Plan<unknown>): number {
  const { periods, days } = measureSpan(grain, question.from, question.to);
  const most = Math.min(MOST_FIGURES / (periods * each), MOST_ZONE_DAYS / days);
  return Math.max(1, Math.floor(most));
}

/** What batches come to: one bill. */
class Tally {
  counts: StatusCounts = { PUBLISHED: 0, SUPPRESSED: 0, NO_DATA: 0 };
  readonly sold = new Map<ReleaseId, number>();

  add({ counts, sold }: { counts: StatusCounts; sold: ReadonlyMap<ReleaseId, number> }): void {
    const sum = (status: FigureStatus) => this.counts[status] + counts[status];
    this.counts = { PUBLISHED: sum('PUBLISHED'), SUPPRESSED: sum('SUPPRESSED'), NO_DATA: sum('NO_DATA') };
    for (const [id, figures] of sold) this.sold.set(id, (this.sold.get(id) ?? 0) + figures);
  }
}
