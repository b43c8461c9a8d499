import type { ZonePlanArtefact } from '@passant/contracts';

/** `REFUSED`: the files have problems, nothing to approve. */
export type PlanStatus = 'PROPOSED' | 'APPROVED' | 'REFUSED';

export interface PlanProblem {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
}

/** What the rules did, in words for the people who approve. */
export type PlanNotes = readonly string[];

/** What is laid out from the files; the location error is told beside it. */
export type PlanZones = Omit<ZonePlanArtefact, 'locationError'>;

export const NETWORK_FILE_KINDS = ['cells', 'zones', 'places', 'population'] as const;
export type NetworkFileKind = (typeof NETWORK_FILE_KINDS)[number];
export const isNetworkFileKind = (kind: string): kind is NetworkFileKind =>
  (NETWORK_FILE_KINDS as readonly string[]).includes(kind);

/** How many people must approve a plan, none of whom proposed it. */
export const APPROVALS_NEEDED = 2;

export type Approval =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'fixed' }
  | { readonly kind: 'refused'; readonly why: 'not-proposed' | 'own-proposal' | 'approved-before' };

/** What a person's approval does to a plan. Two different people fix it; who proposed it is neither of them. */
export function decideApproval(
  plan: { readonly status: PlanStatus; readonly proposedBy: string; readonly approvedBy: readonly string[] },
  staffId: string,
): Approval {
  if (plan.status !== 'PROPOSED') return { kind: 'refused', why: 'not-proposed' };
  if (plan.proposedBy === staffId) return { kind: 'refused', why: 'own-proposal' };
  if (plan.approvedBy.includes(staffId)) return { kind: 'refused', why: 'approved-before' };
  return plan.approvedBy.length + 1 >= APPROVALS_NEEDED ? { kind: 'fixed' } : { kind: 'recorded' };
}
