/** How long after a line was asked it may be asked again: a year. */
export const ASK_PERIOD_MS = 365 * 24 * 3_600_000;

/** What is known of a line that somebody would like to ask. ms since 1970. */
export interface AskCircumstances {
  readonly now: number;
  /** When it was asked last; undefined: never. */
  readonly askedAt: number | undefined;
  /** The state of every purpose and data kind. */
  readonly states: readonly string[];
  /** Whether it could be in a panel at all: an adult's private line. */
  readonly isEligible: boolean;
}

export type AskDecision =
  { readonly kind: 'ask' } | { readonly kind: 'leave'; readonly why: 'asked_before' | 'answered' | 'not_eligible' };

/** Nobody answered: only who is in one of these states may be asked. */
const OPEN: readonly string[] = ['unknown', 'requested', 'deferred'];

/**
 * Whether a line may be asked. At most once a period, and never somebody who answered: a no is an answer, and so is a yes. "Not now"
 * is none, and is respected for the whole period.
 */
export function mayAsk({ now, askedAt, states, isEligible }: AskCircumstances): AskDecision {
  if (!isEligible) return { kind: 'leave', why: 'not_eligible' };
  if (states.some((state) => !OPEN.includes(state))) return { kind: 'leave', why: 'answered' };
  if (askedAt !== undefined && now - askedAt < ASK_PERIOD_MS) return { kind: 'leave', why: 'asked_before' };
  return { kind: 'ask' };
}
