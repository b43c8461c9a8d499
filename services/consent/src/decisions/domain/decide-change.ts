import { isValid, type ConsentState } from './consent-state';

/** How long before a grant its notice may have been served. */
export const NOTICE_VALID_MS = 30 * 60_000;

/** What somebody at the page wants for one purpose and data kind. */
export type Wish = 'allow' | 'refuse';

export interface ChangeCircumstances {
  readonly current: ConsentState;
  readonly wish: Wish;
  /** When the notice that this answer refers to was shown (ms since 1970); undefined where none was. */
  readonly noticeServedAt: number | undefined;
  readonly journalWritable: boolean;
  /** The same clock as `noticeServedAt`. */
  readonly now: number;
}

export type ChangeDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'record'; readonly state: ConsentState }
  | { readonly kind: 'refused'; readonly reason: GrantRefusal };
export type GrantRefusal = 'NOTICE_NOT_SERVED' | 'NOTICE_TOO_OLD' | 'JOURNAL_UNWRITABLE';

/**
 * What comes of a wish. Only opt-in exists: a grant needs a notice served at most 30 minutes before and a journal that
 * could take its withdrawal. A no is never refused, in any circumstances.
 */
export function decideChange(circumstances: ChangeCircumstances): ChangeDecision {
  const allowed = isValid(circumstances.current);
  if (circumstances.wish === 'refuse') return decideRefusal(circumstances.current, allowed);
  if (allowed) return { kind: 'unchanged' };
  if (!circumstances.journalWritable) return { kind: 'refused', reason: 'JOURNAL_UNWRITABLE' };
  if (circumstances.noticeServedAt === undefined || circumstances.noticeServedAt > circumstances.now)
    return { kind: 'refused', reason: 'NOTICE_NOT_SERVED' };
  if (circumstances.now - circumstances.noticeServedAt > NOTICE_VALID_MS)
    return { kind: 'refused', reason: 'NOTICE_TOO_OLD' };
  return { kind: 'record', state: 'given' };
}

function decideRefusal(current: ConsentState, allowed: boolean): ChangeDecision {
  if (allowed) return { kind: 'record', state: 'withdrawn' };
  return current === 'refused' || current === 'withdrawn'
    ? { kind: 'unchanged' }
    : { kind: 'record', state: 'refused' };
}
