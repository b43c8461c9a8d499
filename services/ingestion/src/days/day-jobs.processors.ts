import { dayClosed, isMonth, panelIssued, stopListGrown } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { DayEndsService } from './day-ends.service';
import { DaysService } from './days.service';
import { StopListsService } from './stop-lists.service';

@HandlesJob(panelIssued)
export class PanelIssuedProcessor implements JobHandler<typeof panelIssued> {
  constructor(
    private readonly inbox: Inbox,
    private readonly days: DaysService,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof panelIssued>): Promise<void> {
    await this.inbox.once(rowId, panelIssued, (tx) => this.days.takePanel(tx, payload));
  }
}

@HandlesJob(stopListGrown)
export class StopListGrownProcessor implements JobHandler<typeof stopListGrown> {
  constructor(
    private readonly inbox: Inbox,
    private readonly stopLists: StopListsService,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof stopListGrown>): Promise<void> {
    await this.inbox.once(rowId, stopListGrown, (tx) => this.stopLists.grow(tx, payload));
  }
}

@HandlesJob(dayClosed)
export class DayClosedProcessor implements JobHandler<typeof dayClosed> {
  constructor(
    private readonly inbox: Inbox,
    private readonly ends: DayEndsService,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof dayClosed>): Promise<void> {
    const { market, period } = payload;
    await this.inbox.once(rowId, dayClosed, async (tx) => {
      // Of a month nothing is kept here.
      if (!isMonth(period)) await this.ends.close(tx, market, period);
    });
  }
}
