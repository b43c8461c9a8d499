import { zonePlanApproved } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { PlansService } from './plans.service';

@HandlesJob(zonePlanApproved)
export class ZonePlanApprovedProcessor implements JobHandler<typeof zonePlanApproved> {
  constructor(private readonly plans: PlansService) {}

  handle({ rowId, payload }: JobToHandle<typeof zonePlanApproved>): Promise<void> {
    return this.plans.store(rowId, payload);
  }
}
