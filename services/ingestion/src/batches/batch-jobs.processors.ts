import { batchReceived, segmentConsumed } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { BatchesService } from './batches.service';
import { RunBatchService } from './run-batch.service';

/** One batch at a time: an engine may use all the memory this service was given. */
@HandlesJob(batchReceived, { concurrency: 1 })
export class BatchReceivedProcessor implements JobHandler<typeof batchReceived> {
  constructor(private readonly runBatch: RunBatchService) {}

  handle({ payload, signal }: JobToHandle<typeof batchReceived>): Promise<void> {
    return this.runBatch.run(payload.batchId, signal);
  }
}

@HandlesJob(segmentConsumed)
export class SegmentConsumedProcessor implements JobHandler<typeof segmentConsumed> {
  constructor(
    private readonly inbox: Inbox,
    private readonly batches: BatchesService,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof segmentConsumed>): Promise<void> {
    await this.inbox.once(rowId, segmentConsumed, (tx) => this.batches.consume(tx, payload));
  }
}
