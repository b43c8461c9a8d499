import { Injectable } from '@nestjs/common';
import type { FigureStatus, MarketId, MultiPolygon, ReleaseId, TimeZone, ZoneId } from '@passant/contracts';
import type { ExportFormat, Grant } from '../contracts/entitlements.service';
import type { StatusCounts } from '../usage/usage.service';
import { toComposed } from './compose-answer';
import { type Batch, type BulkPart, type BulkQuestion, planBulk } from './plan-bulk';
import { type Composed, type Desk, QuestionsService } from './questions.service';

export { type BulkPart, type BulkQuestion, madeOf } from './plan-bulk';

export interface BulkAnswer {
  readonly market: MarketId;
  readonly timeZone: TimeZone;
  readonly grant: Grant;
  /** Some parts after the others: as much is in memory as one question of the graph takes. */
  readonly batches: AsyncIterable<Batch>;
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
    const plan = planBulk(question);
    plan.check();
    const { client, grant, plan: granted } = await this.questions.admit({ ...plan.question, format }, { apiClientId });
    plan.check(granted.zones);
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
    const plan = planBulk(question);
    plan.check();
    const asker = { apiClientId, requestId, isAdmitted: true };
    return this.questions.answer({ ...plan.question, format }, asker, async (desk) => {
      const tally = new Tally();
      plan.check(desk.zones);
      const answer = await write({
        ...{ market: desk.market, timeZone: desk.timeZone, grant: desk.grant },
        batches: tallied(plan.batches(desk), desk, tally),
        findShapes: (zoneIds) => desk.source.findShapes(desk.market, zoneIds),
      });
      const { counts, sold, zones } = tally;
      return { answer: { answer, counts }, counts, sold, zones };
    });
  }
}

async function* tallied(batches: AsyncIterable<Batch>, desk: Desk, tally: Tally): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    tally.add(toComposed<BulkPart>(batch.parts, desk));
    yield batch;
  }
}

/** What batches come to: one bill. */
class Tally {
  counts: StatusCounts = { PUBLISHED: 0, SUPPRESSED: 0, NO_DATA: 0 };
  readonly sold = new Map<ReleaseId, number>();
  readonly zones = new Map<ZoneId, number>();

  add({ counts, sold, zones }: Composed<unknown>): void {
    const sum = (status: FigureStatus) => this.counts[status] + counts[status];
    this.counts = { PUBLISHED: sum('PUBLISHED'), SUPPRESSED: sum('SUPPRESSED'), NO_DATA: sum('NO_DATA') };
    for (const [id, figures] of sold) this.sold.set(id, (this.sold.get(id) ?? 0) + figures);
    for (const [id, figures] of zones ?? []) this.zones.set(id, (this.zones.get(id) ?? 0) + figures);
  }
}
