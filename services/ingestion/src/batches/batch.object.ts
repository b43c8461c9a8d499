import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { BatchOverview } from './batches.service';
import { BATCH_STATES, type BatchState } from './domain/batch';

const BatchStateEnum = Object.fromEntries(BATCH_STATES.map((state) => [state, state]));
registerEnumType(BatchStateEnum, { name: 'BatchState' });

const EXACT = 'Exact: for the network operator and admins only.';

@ObjectType('BatchCounters', {
  description: `Every row that was read has one outcome, so the others add up to read. ${EXACT}`,
})
export class BatchCountersObject {
  @Field(() => Float)
  read: number;

  @Field(() => Float)
  accepted: number;

  @Field(() => Float)
  withoutConsent: number;

  @Field(() => Float)
  duplicate: number;

  @Field(() => Float)
  rejected: number;
}

@ObjectType('BatchDay')
export class BatchDayObject extends BatchCountersObject {
  @Field({ description: 'YYYY-MM-DD, local; unknown: rows without a readable time.' })
  day: string;
}

@ObjectType('QuarantineReason', { description: `Why rows were rejected; never what stood in them. ${EXACT}` })
export class QuarantineReasonObject {
  @Field()
  reason: string;

  @Field(() => Float)
  count: number;

  @Field(() => Float, { nullable: true, description: 'The first line; the header is line 1.' })
  line: number | null;

  @Field(() => [Float], { description: 'The first lines, at most 150.' })
  lines: readonly number[];
}

@ObjectType('BatchFailure')
export class BatchFailureObject {
  @Field()
  code: string;

  @Field()
  message: string;
}

@ObjectType('Batch', { description: 'One file of events on its way in.' })
export class BatchObject {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  market: string;

  @Field()
  name: string;

  @Field()
  sha256: string;

  @Field(() => BatchStateEnum)
  state: BatchState;

  @Field(() => String, {
    nullable: true,
    description: 'What a running batch is doing: unpacking, reading, joining, sealing.',
  })
  stage: string | null;

  @Field(() => Float)
  bytes: number;

  @Field(() => Float)
  bytesRead: number;

  @Field(() => Float)
  rowsRead: number;

  @Field(() => BatchCountersObject, { description: 'Zero until the batch is DONE.' })
  counters: BatchCountersObject;

  @Field(() => [BatchDayObject])
  byDay: readonly BatchDayObject[];

  @Field(() => [QuarantineReasonObject])
  quarantine: readonly QuarantineReasonObject[];

  @Field(() => BatchFailureObject, { nullable: true })
  failure: BatchFailureObject | null;

  @Field(() => Int, { nullable: true, description: 'Of the engine process.' })
  peakMemoryMegabytes: number | null;

  @Field()
  receivedAt: Date;

  @Field(() => Date, { nullable: true })
  finishedAt: Date | null;
}

export const toBatchObject = ({ batch, counters, byDay, quarantine }: BatchOverview): BatchObject => ({
  id: batch.id,
  market: batch.market,
  name: batch.name,
  sha256: batch.sha256,
  state: batch.state,
  stage: batch.stage,
  bytes: batch.bytes,
  bytesRead: batch.bytesRead,
  rowsRead: batch.rowsRead,
  counters,
  byDay,
  quarantine: quarantine.map(({ reason, count, lines }) => ({ reason, count, lines, line: lines[0] ?? null })),
  failure: batch.failureCode === null ? null : { code: batch.failureCode, message: batch.failureMessage ?? '' },
  peakMemoryMegabytes: batch.peakMemoryMegabytes,
  receivedAt: batch.receivedAt,
  finishedAt: batch.finishedAt,
});
