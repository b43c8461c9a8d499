import { type ContractState } from './contract-state';
import type { ContractVersion } from './terms';

/** A contract as somebody finds it who wants to change its terms. `state` as it is at that instant. */
export interface Amended {
  readonly state: ContractState;
  readonly versions: readonly (ContractVersion & { readonly createdBy: string })[];
}

export type ProposalVerdict = 'allowed' | 'STEP_NOT_POSSIBLE' | 'BEGINS_IN_THE_PAST' | 'VERSIONS_OVERLAP';
export type ApprovalVerdict = 'allowed' | 'STEP_NOT_POSSIBLE' | 'CREATOR_MAY_NOT_APPROVE' | 'VERSIONS_OVERLAP';

/** Whether a further version may be written down that begins at an instant (ms since 1970 UTC). */
export function decideProposal({ state, versions }: Amended, fromMs: number, nowMs: number): ProposalVerdict {
  if (state !== 'active' && state !== 'suspended') return 'STEP_NOT_POSSIBLE';
  if (fromMs < nowMs) return 'BEGINS_IN_THE_PAST';
  return overlaps(versions, { fromMs, number: versions.length + 1 }) ? 'VERSIONS_OVERLAP' : 'allowed';
}

/**
 * Whether a version may be put in force, once and by somebody other than who wrote it. The first one is approved by
 * activating the contract, never around it.
 */
export function decideApproval({ state, versions }: Amended, number: number, staffId: string): ApprovalVerdict {
  const version = versions.find((one) => one.number === number);
  if (!version || number === 1 || version.approvedBy !== null) return 'STEP_NOT_POSSIBLE';
  if (state !== 'active' && state !== 'suspended') return 'STEP_NOT_POSSIBLE';
  if (version.createdBy === staffId) return 'CREATOR_MAY_NOT_APPROVE';
  return overlaps(versions, { fromMs: version.effectiveFromMs, number }) ? 'VERSIONS_OVERLAP' : 'allowed';
}

/** Versions follow one another: none begins before an approved one of a lower number, or after one of a higher. */
const overlaps = (versions: Amended['versions'], { fromMs, number }: { fromMs: number; number: number }): boolean =>
  versions.some(
    (other) =>
      other.approvedBy !== null &&
      (other.number < number ? fromMs < other.effectiveFromMs : fromMs > other.effectiveFromMs),
  );
