import { type ContractState, type ContractStep, stateAt } from './contract-state';

/** Something that happened to a contract. */
export interface ContractEvent {
  readonly atMs: number;
  readonly what: ContractStep | 'draft' | 'propose' | 'approve' | 'attest';
  /** The state afterwards, where the event changed it. */
  readonly state: ContractState | null;
  /** Null: nobody did it, time did. */
  readonly staffId: string | null;
  readonly reason: string | null;
  /** Number of the version that it is about. */
  readonly version: number | null;
}

/**
 * Everything that happened, oldest first (of one instant in the order given), with the end that nobody wrote down: what was
 * active or suspended is expired from its last instant on.
 */
export function composeTimeline(
  written: readonly ContractEvent[],
  validUntilMs: number | null,
  nowMs: number,
): ContractEvent[] {
  const sorted = [...written].sort((one, other) => one.atMs - other.atMs);
  const state = sorted.findLast((event) => event.state !== null)?.state;
  if (state === undefined || state === null || stateAt({ state, validUntilMs }, nowMs) === state) return sorted;
  const expired = { what: 'expire', state: 'expired', staffId: null, reason: null, version: null } as const;
  return [...sorted, { ...expired, atMs: Math.max(validUntilMs ?? 0, sorted.at(-1)?.atMs ?? 0) }];
}
