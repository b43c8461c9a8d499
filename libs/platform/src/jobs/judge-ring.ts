import type { Verdict } from './outbox.repository';

/** Written by a consumer into BullMQ's reason of failure where a job can never be done. */
export const DEAD_LETTER_PREFIX = 'dead-letter:';

const LONGEST_MS = 60_000;

/** The queue's view of one ring. */
export interface RingState {
  readonly state: string;
  readonly failedReason?: string | undefined;
  readonly ring: number;
}

/**
 * What to do about a ring: a completed one settles its row, a lost one rings again at once, a failed one later and later,
 * for ever; one that waits or runs is left alone.
 */
export function judgeRing({ state, failedReason, ring }: RingState): Verdict {
  switch (state) {
    case 'completed':
      return { kind: 'settle' };
    case 'failed':
      return failedReason?.startsWith(DEAD_LETTER_PREFIX)
        ? { kind: 'die', code: failedReason.slice(DEAD_LETTER_PREFIX.length) }
        : { kind: 'ring-again', afterMs: Math.min(LONGEST_MS, 1000 * 2 ** Math.min(ring, 10)) };
    case 'unknown':
      return { kind: 'ring-again', afterMs: 0 };
    default:
      return { kind: 'leave' };
  }
}
