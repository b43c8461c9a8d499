import { zonePlanApproved } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { ZonesService } from './zones.service';

/** Stores the zones of an approved plan, once a plan. */
@HandlesJob(zonePlanApproved)
export class ZonePlanApprovedProcessor implements JobHandler<typeof zonePlanApproved> {
  constructor(
    private readonly zones: ZonesService,
    private readonly inbox: Inbox,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof zonePlanApproved>): Promise<void> {
    await this.inbox.once(rowId, zonePlanApproved, (transaction) =>
      this.zones.loadPlan(transaction, payload.planId, payload.zones),
    );
  }
}
