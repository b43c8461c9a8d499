/** Where a contract stands. `terminated` and `expired` are final. */
export const CONTRACT_STATES = ['draft', 'offered', 'signed', 'active', 'suspended', 'terminated', 'expired'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** What can happen to a contract. */
export const CONTRACT_STEPS = ['offer', 'sign', 'activate', 'suspend', 'resume', 'terminate', 'expire'] as const;
export type ContractStep = (typeof CONTRACT_STEPS)[number];

/** Every transition there is; there are no others. What was never active needs no end: it entitles to nothing. */
const NEXT: Readonly<Record<ContractState, Partial<Record<ContractStep, ContractState>>>> = {
  draft: { offer: 'offered' },
  offered: { sign: 'signed' },
  signed: { activate: 'active' },
  active: { suspend: 'suspended', terminate: 'terminated', expire: 'expired' },
  suspended: { resume: 'active', terminate: 'terminated', expire: 'expired' },
  terminated: {},
  expired: {},
};

/** Steps that put a contract on sale: they need a second pair of eyes. */
const NEEDS_SECOND_PERSON: ReadonlySet<ContractStep> = new Set(['activate']);

/** Steps that change what a partner relies on: the timeline says why. */
const NEEDS_REASON: ReadonlySet<ContractStep> = new Set(['suspend', 'resume', 'terminate']);

export interface ContractStanding {
  readonly state: ContractState;
  /** Staff id of whoever drafted it. */
  readonly createdBy: string;
  /** Instant (ms since 1970 UTC) from which it is over; null: open. */
  readonly validUntilMs: number | null;
}

export type StepDecision =
  | { readonly kind: 'moved'; readonly state: ContractState }
  | { readonly kind: 'refused'; readonly reason: 'STEP_NOT_POSSIBLE' | 'CREATOR_MAY_NOT_APPROVE' | 'REASON_MISSING' };

/** Who takes a step, when and why. */
export interface StepTaker {
  readonly staffId: string;
  readonly nowMs: number;
  readonly reason: string | null;
}

/** What one step by one staff member does. Whoever drafted a contract never activates it. */
export function decideStep(standing: ContractStanding, step: ContractStep, by: StepTaker): StepDecision {
  const state = stateAt(standing, by.nowMs);
  const next = NEXT[state][step];
  if (next === undefined) return { kind: 'refused', reason: 'STEP_NOT_POSSIBLE' };
  if (NEEDS_SECOND_PERSON.has(step) && by.staffId === standing.createdBy) {
    return { kind: 'refused', reason: 'CREATOR_MAY_NOT_APPROVE' };
  }
  if (NEEDS_REASON.has(step) && by.reason === null) return { kind: 'refused', reason: 'REASON_MISSING' };
  return { kind: 'moved', state: next };
}

/** The state that counts at an instant: what was active or suspended is `expired` once its time is over, whether or not anybody wrote it down. */
export function stateAt(standing: Pick<ContractStanding, 'state' | 'validUntilMs'>, nowMs: number): ContractState {
  const over = standing.validUntilMs !== null && standing.validUntilMs <= nowMs;
  return over ? (NEXT[standing.state].expire ?? standing.state) : standing.state;
}
