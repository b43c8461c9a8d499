/** States of a decision, as in the W3C Data Privacy Vocabulary (`dpv:ConsentStatus`). */
export const CONSENT_STATES = [
  'unknown',
  'requested',
  'deferred',
  'given',
  'renewed',
  'refused',
  'withdrawn',
  'expired',
  'terminated',
  'invalidated',
] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

const VALID: ReadonlySet<ConsentState> = new Set(['given', 'renewed']);

/** Whether processing is allowed in this state. Everything but an explicit yes is a no. */
export const isValid = (state: ConsentState): boolean => VALID.has(state);

/** Nobody answered: neither a yes nor a no. They allow nothing, and there is nothing in them to lose. */
const UNANSWERED: ReadonlySet<ConsentState> = new Set(['unknown', 'requested', 'deferred']);

/** Whether a state is an answer, or an end, that must never be lost. */
export const isNo = (state: ConsentState): boolean => !isValid(state) && !UNANSWERED.has(state);
