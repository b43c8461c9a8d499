import { Injectable } from '@nestjs/common';
import type { FigureStatus, MarketId, MultiPolygon, ReleaseId, TimeZone, ZoneId } from '@passant/contracts';
import type { ExportFormat, Grant } from '../contracts/entitlements.service';
import type { StatusCounts } from '../usage/usage.service';
import { toComposed } from './compose-answer';
import { type Batch, type BulkPart, type BulkQuestion, planBulk } from './plan-bulk';
import { type Composed, type Desk, QuestionsService, type Settle } from './questions.service';

export { type BulkPart, type BulkQuestion, madeOf } from './plan-bulk';

export interface BulkAnswer {
  readonly market: MarketId;
  readonly timeZone: TimeZone;
  readonly grant: Grant;
  /** Some parts after the others: as much is in memory as one batch takes. */
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

/** What was written, and what figures are in it. */
export interface Written<Answer> {
  readonly answer: Answer;
  readonly counts: StatusCounts;
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
   * Hands the answer to `write` in batches, outside of any transaction: that takes as long as it takes. What it gives is
   * settled in the transaction that notes the usage event; where either throws, nothing was asked.
   *
   * @throws as `QuestionsService.answer`
   */
  async answer<Answer>(
    { question, format, apiClientId, requestId }: BulkAsker,
    write: (answer: BulkAnswer) => Promise<Answer>,
    settle: Settle<Written<Answer>>,
  ): Promise<void> {
    const plan = planBulk(question);
    plan.check();
    const asker = { apiClientId, requestId, isAdmitted: true };
    const compose = async (desk: Desk): Promise<Composed<Written<Answer>>> => {
      const tally = new Tally();
      plan.check(desk.zones);
      const answer = await write({
        ...{ market: desk.market, timeZone: desk.timeZone, grant: desk.grant },
        batches: tallied(plan.batches(desk), desk, tally),
        findShapes: (zoneIds) => desk.source.findShapes(desk.market, zoneIds),
      });
      const { counts, sold, zones } = tally;
      return { answer: { answer, counts }, counts, sold, zones };
    };
    await this.questions.answer({ ...plan.question, format }, asker, compose, settle);
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
