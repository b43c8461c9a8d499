import { Injectable } from '@nestjs/common';
import type { DataKind, Purpose, TimeZone } from '@passant/contracts';
import { type ConsentState, DecisionsService, isAllowed, type RecordedDecision } from '../decisions/decisions.service';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import type { Effect } from '../stop-lists/stop-lists.service';

/** What the page shows of the lines behind one number. */
export interface LineView {
  readonly timeZone: TimeZone;
  stateOf(purpose: Purpose, dataKind: DataKind): ConsentState;
  allows(purpose: Purpose, dataKind: DataKind): boolean;
  readonly anythingAllowed: boolean;
  /** Newest first; one entry a submission, purpose and state. */
  readonly history: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly reference: string;
  readonly decidedAt: Date;
  readonly purpose: Purpose;
  readonly dataKinds: readonly DataKind[];
  readonly state: ConsentState;
  /** null for a yes. */
  readonly effect: Effect | null;
}

const LONGEST_HISTORY = 50;

@Injectable()
export class LineViewService {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly stopLists: StopListsService,
    private readonly lines: LinesService,
    private readonly markets: MarketsService,
  ) {}

  async get(subscriberIds: readonly string[]): Promise<LineView> {
    const [states, recorded, timeZone] = await Promise.all([
      this.decisions.getStates(subscriberIds),
      this.decisions.find(subscriberIds),
      this.findTimeZone(subscriberIds),
    ]);
    const stateOf = (purpose: Purpose, dataKind: DataKind): ConsentState => states.get(`${purpose}/${dataKind}`)!;
    return {
      timeZone,
      stateOf,
      allows: (purpose, dataKind) => isAllowed(stateOf(purpose, dataKind)),
      anythingAllowed: [...states.values()].some(isAllowed),
      history: await this.toHistory(recorded),
    };
  }

  private async toHistory(recorded: readonly RecordedDecision[]): Promise<HistoryEntry[]> {
    const entries = new Map<string, Omit<HistoryEntry, 'effect'> & { submissionId: string; dataKinds: DataKind[] }>();
    for (const { submissionId, reference, purpose, dataKind, state, decidedAt } of [...recorded].reverse()) {
      const key = `${submissionId}/${purpose}/${state}`;
      const entry = entries.get(key);
      if (!entry) {
        if (entries.size === LONGEST_HISTORY) continue;
        const shared = { submissionId, reference, purpose, state };
        entries.set(key, { ...shared, decidedAt: new Date(decidedAt), dataKinds: [dataKind] });
      } else if (!entry.dataKinds.includes(dataKind)) entry.dataKinds.unshift(dataKind);
    }
    const refusals = [...entries.values()].filter(({ state }) => !isAllowed(state));
    const effects = await this.stopLists.describeEffects(
      new Map(refusals.map(({ submissionId, decidedAt }) => [submissionId, decidedAt])),
    );
    return [...entries.values()].map(({ submissionId, ...entry }) => ({
      ...entry,
      effect: isAllowed(entry.state) ? null : (effects.get(submissionId) ?? null),
    }));
  }

  private async findTimeZone(subscriberIds: readonly string[]): Promise<TimeZone> {
    const [market] = await this.lines.findMarkets(subscriberIds);
    const known = market && (await this.markets.find(market));
    return known ? known.timeZone : ('UTC' as TimeZone);
  }
}
