import type { Day, MarketId, Purpose } from '@passant/contracts';
import type { DayVerdict } from './domain/judge-day';

/** The releases that pass or are held together: of one day and purpose. */
export interface GatedDay {
  readonly market: MarketId;
  readonly day: Day;
  readonly purpose: Purpose;
}

export const GATE_DECISIONS = ['publish', 'discard'] as const;
export type GateDecisionKind = (typeof GATE_DECISIONS)[number];

/** What a member of staff decided about a held day, and why. */
export interface GateDecisionOfStaff {
  readonly decision: GateDecisionKind;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** What the gate said, and what became of it. */
export interface JudgedDay extends GatedDay {
  readonly verdict: DayVerdict;
  readonly judgedAt: Date;
  readonly decided: GateDecisionOfStaff | null;
}

/** - `OPEN`: on sale, or on the way; `HELD`: waits for a person; `DISCARDED`: a person decided that it is not sold. */
export type GateState = 'OPEN' | 'HELD' | 'DISCARDED';

export function gateStateOf(judged: Pick<JudgedDay, 'verdict' | 'decided'> | undefined): GateState {
  if (judged?.verdict.state !== 'held') return 'OPEN';
  if (!judged.decided) return 'HELD';
  return judged.decided.decision === 'publish' ? 'OPEN' : 'DISCARDED';
}
