import { isValid, type ConsentState } from './consent-state';

/** How long before a grant its notice may have been served. */
export const NOTICE_VALID_MS = 30 * 60_000;

/** How long a yes lasts: two years. Then it ends by itself, unless it was renewed. */
export const CONSENT_LASTS_MS = 730 * 24 * 3_600_000;

/** What somebody wants for one purpose and data kind. `defer`: "not now". */
export type Wish = 'allow' | 'renew' | 'refuse' | 'defer';

/** Why nobody may say yes for a line at the moment. */
export type GrantBlock = 'SIM_CHANGED' | 'USER_UNDER_18';

export interface ChangeCircumstances {
  readonly current: ConsentState;
  readonly wish: Wish;
  /** When the notice that this answer refers to was shown (ms since 1970); undefined where none was. */
  readonly noticeServedAt: number | undefined;
  /** Whether that notice is still the one that people are shown. Where absent it is. */
  readonly isNoticeCurrent?: boolean;
  readonly journalWritable: boolean;
  readonly blockedBy?: GrantBlock | undefined;
  /** The same clock as `noticeServedAt`. */
  readonly now: number;
}

export type ChangeDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'record'; readonly state: ConsentState }
  | { readonly kind: 'refused'; readonly reason: GrantRefusal };
export type GrantRefusal =
  'NOTICE_NOT_SERVED' | 'NOTICE_TOO_OLD' | 'NOTICE_OUTDATED' | 'JOURNAL_UNWRITABLE' | GrantBlock;

/** States in which somebody may still say "not now": nobody has answered, or the answer is over. */
const OPEN: ReadonlySet<ConsentState> = new Set(['unknown', 'requested', 'expired']);

/**
 * What comes of a wish. Only opt-in exists: a grant needs a notice of today that was served at most 30 minutes before, a journal that
 * could take its withdrawal, and a line for which a yes may be said at all. A no is never refused, in any circumstances.
 */
export function decideChange(circumstances: ChangeCircumstances): ChangeDecision {
  const { current, wish } = circumstances;
  const allowed = isValid(current);
  if (wish === 'refuse') return decideRefusal(current, allowed);
  if (wish === 'defer') return OPEN.has(current) ? { kind: 'record', state: 'deferred' } : { kind: 'unchanged' };
  if (allowed && wish === 'allow') return { kind: 'unchanged' };
  const reason = findRefusal(circumstances);
  if (reason) return { kind: 'refused', reason };
  return { kind: 'record', state: allowed ? 'renewed' : 'given' };
}

function findRefusal(circumstances: ChangeCircumstances): GrantRefusal | undefined {
  const { noticeServedAt, isNoticeCurrent = true, journalWritable, blockedBy, now } = circumstances;
  if (blockedBy) return blockedBy;
  if (!journalWritable) return 'JOURNAL_UNWRITABLE';
  if (noticeServedAt === undefined || noticeServedAt > now) return 'NOTICE_NOT_SERVED';
  if (now - noticeServedAt > NOTICE_VALID_MS) return 'NOTICE_TOO_OLD';
  return isNoticeCurrent ? undefined : 'NOTICE_OUTDATED';
}

function decideRefusal(current: ConsentState, allowed: boolean): ChangeDecision {
  if (allowed) return { kind: 'record', state: 'withdrawn' };
  return current === 'refused' || current === 'withdrawn'
    ? { kind: 'unchanged' }
    : { kind: 'record', state: 'refused' };
}
