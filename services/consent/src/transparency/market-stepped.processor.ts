import { marketStepped } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { TransparencyRepository } from './transparency.repository';

/** Learns where a market stands. The highest number counts, whatever order they come in. */
@HandlesJob(marketStepped)
export class MarketSteppedProcessor implements JobHandler<typeof marketStepped> {
  constructor(
    private readonly repository: TransparencyRepository,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof marketStepped>): Promise<void> {
    await this.inbox.once(rowId, marketStepped, (transaction) => this.repository.saveMarket(transaction, payload));
  }
}
