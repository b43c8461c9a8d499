import { panelIssued } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { PanelsService } from './panels.service';

@HandlesJob(panelIssued)
export class PanelIssuedProcessor implements JobHandler<typeof panelIssued> {
  constructor(private readonly panels: PanelsService) {}

  handle({ rowId, payload }: JobToHandle<typeof panelIssued>): Promise<void> {
    return this.panels.store(rowId, payload);
  }
}
