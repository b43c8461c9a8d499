import type { MarketId, ProcessingStop, Product, Purpose } from '@passant/contracts';

/** Who may stop: the two roles that stop together. */
export const STOPPING_ROLES = ['privacy-officer', 'admin'] as const;
export type StoppingRole = (typeof STOPPING_ROLES)[number];

/** A stop with everything that was done about it. `since` null: an admin asked for it, and no privacy officer agreed yet. */
export interface StopRecord {
  readonly id: string;
  readonly number: number;
  readonly market: MarketId;
  readonly purpose: Purpose | null;
  readonly product: Product | null;
  readonly reason: string;
  readonly begunBy: string;
  readonly begunAs: StoppingRole;
  readonly begunAt: Date;
  readonly since: Date | null;
  /** When it ends by itself; null: not before two people end it. */
  readonly until: Date | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly endProposedBy: string | null;
  readonly endProposedAs: StoppingRole | null;
  readonly endReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
}

export type StopState = 'asked' | 'standing-alone' | 'standing' | 'lapsed' | 'ended';
export type Refusal =
  'STOP_IS_OVER' | 'STOP_NOT_STANDING' | 'STOP_CONFIRMED' | 'NEEDS_ANOTHER' | 'NEEDS_OTHER_ROLE' | 'END_NOT_PROPOSED';

/** Who acts, in which roles. */
export interface StopActor {
  readonly staffId: string;
  readonly roles: readonly StoppingRole[];
}

/** A privacy officer alone stops for so long. */
export const ALONE_HOURS = 24;
const ALONE_MS = ALONE_HOURS * 3_600_000;

export function stateOf({ since, until, confirmedAt, endedAt, begunAt }: StopRecord, now: Date): StopState {
  if (endedAt !== null) return 'ended';
  const asked = begunAt.getTime() + ALONE_MS <= now.getTime();
  if (since === null) return asked ? 'lapsed' : 'asked';
  if (until !== null && until.getTime() <= now.getTime()) return 'lapsed';
  return confirmedAt === null ? 'standing-alone' : 'standing';
}

/** What begins: a privacy officer's stop holds at once, for 24 hours; an admin's waits for a privacy officer, as long. */
export function beginStop({ roles }: StopActor, now: Date): Pick<StopRecord, 'begunAs' | 'since' | 'until'> {
  if (roles.includes('privacy-officer')) {
    return { begunAs: 'privacy-officer', since: now, until: new Date(now.getTime() + ALONE_MS) };
  }
  return { begunAs: 'admin', since: null, until: null };
}

/** The second of the two confirms: somebody else, in the other role. From then on it has no end of its own. */
export function decideConfirmation(stop: StopRecord, by: StopActor, now: Date): Refusal | null {
  const state = stateOf(stop, now);
  if (state === 'ended' || state === 'lapsed') return 'STOP_IS_OVER';
  if (state === 'standing') return 'STOP_CONFIRMED';
  if (by.staffId === stop.begunBy) return 'NEEDS_ANOTHER';
  return by.roles.some((role) => role !== stop.begunAs) ? null : 'NEEDS_OTHER_ROLE';
}

/** The first of two says why it should end; what stands keeps standing. */
export function decideEndProposal(stop: StopRecord, now: Date): Refusal | null {
  const state = stateOf(stop, now);
  if (state === 'ended' || state === 'lapsed') return 'STOP_IS_OVER';
  return state === 'asked' ? 'STOP_NOT_STANDING' : null;
}

/** The second ends it: somebody else, and one of the two is a privacy officer. */
export function decideEnd(stop: StopRecord, by: StopActor, now: Date): Refusal | null {
  const refusal = decideEndProposal(stop, now);
  if (refusal) return refusal;
  if (stop.endProposedBy === null) return 'END_NOT_PROPOSED';
  if (by.staffId === stop.endProposedBy) return 'NEEDS_ANOTHER';
  const isOfficer = stop.endProposedAs === 'privacy-officer' || by.roles.includes('privacy-officer');
  return isOfficer ? null : 'NEEDS_OTHER_ROLE';
}

/** What others are told of a stop; nothing of one that never stood. Reasons and names stay here. */
export function toProcessingStop({
  id,
  number,
  market,
  purpose,
  product,
  since,
  until,
  endedAt,
}: StopRecord): ProcessingStop | null {
  if (since === null) return null;
  const times = {
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
  return { stopId: id, number, market, purpose, product, ...times };
}
