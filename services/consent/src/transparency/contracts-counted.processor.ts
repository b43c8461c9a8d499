import { contractsCounted } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { TransparencyRepository } from './transparency.repository';

/** Learns how many contracts are active, by kind of buyer. The highest number counts, whatever order they come in. */
@HandlesJob(contractsCounted)
export class ContractsCountedProcessor implements JobHandler<typeof contractsCounted> {
  constructor(
    private readonly repository: TransparencyRepository,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof contractsCounted>): Promise<void> {
    await this.inbox.once(rowId, contractsCounted, (transaction) =>
      this.repository.saveContracts(transaction, payload.number, payload.schedule),
    );
  }
}
