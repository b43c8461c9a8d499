import { Inject, Injectable } from '@nestjs/common';
import { panelIssued, type Day, type JobPayload, type MarketId } from '@passant/contracts';
import { CLOCK, Inbox, type Clock } from '@passant/platform';
import { PanelsRepository, type PanelSizeLine, type Span, type StrataLine } from './panels.repository';

export type { PanelSizeLine, StrataLine } from './panels.repository';

/** Measured panel sizes, and when a day's rows and keys die. */
@Injectable()
export class PanelsService {
  constructor(
    private readonly panels: PanelsRepository,
    private readonly inbox: Inbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async store(rowId: string, payload: JobPayload<typeof panelIssued>): Promise<void> {
    const monthDestroyBy = payload.monthDestroyBy ? new Date(payload.monthDestroyBy) : null;
    const panel = { ...payload, destroyBy: new Date(payload.destroyBy), monthDestroyBy };
    const receivedAt = this.clock.now();
    await this.inbox.once(rowId, panelIssued, (transaction) => this.panels.insert(transaction, panel, receivedAt));
  }

  /** When the day's rows and keys die; nothing where it has no panel (yet). */
  findDestroyBy(market: MarketId, day: Day): Promise<Date | undefined> {
    return this.panels.findDestroyBy(market, day);
  }

  findSizes(market: MarketId, span: Span = {}): Promise<PanelSizeLine[]> {
    return this.panels.findSizes(market, span);
  }

  findStrata(market: MarketId, span: Span = {}): Promise<StrataLine[]> {
    return this.panels.findStrata(market, span);
  }
}
