import { zonePlanApproved } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { MarketsService } from './markets.service';

/** Learns a market: its time zone, its country, its home areas. */
@HandlesJob(zonePlanApproved)
export class ZonePlanApprovedProcessor implements JobHandler<typeof zonePlanApproved> {
  constructor(
    private readonly markets: MarketsService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof zonePlanApproved>): Promise<void> {
    const market = await this.markets.read(payload.market, payload.zones);
    await this.inbox.once(rowId, zonePlanApproved, (transaction) => this.markets.save(transaction, market));
  }
}
