import { panelRequested } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { PanelsService } from './panels.service';

/** A replayed day needs its panel. A repeat finds it issued: one panel a market-day, by a unique row. */
@HandlesJob(panelRequested, { concurrency: 2 })
export class PanelRequestedProcessor implements JobHandler<typeof panelRequested> {
  constructor(private readonly panels: PanelsService) {}

  async handle({ payload, signal }: JobToHandle<typeof panelRequested>): Promise<void> {
    await this.panels.issue(payload.market, payload.day, signal);
  }
}
