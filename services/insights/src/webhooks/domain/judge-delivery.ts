/** How an attempt ended: what the other side answered, or a word for why it did not. */
export type Attempted =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'unreachable'; readonly reason: string };

export type DeliveryVerdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly inSeconds: number }
  /** `gone`: the address says so itself (410); nothing is sent there any more. */
  | { readonly kind: 'dead'; readonly isGone: boolean };

/** Waits after the first, second … failed attempt: nearly three days in all. */
const WAITS_SECONDS = [5, 30, 120, 600, 1800, 7200, 21_600, 43_200, 86_400, 86_400] as const;
export const MOST_ATTEMPTS = WAITS_SECONDS.length + 1;
/** Nobody is waited for longer than this. */
const LONGEST_SECONDS = 86_400;

/**
 * What becomes of a delivery after an attempt. Any 2xx is success. Everything else is tried again, ever later and never
 * before `Retry-After`, until attempts are used up.
 *
 * @param attempts this one included
 * @param spread 0 to 1: spreads attempts over the next tenth of the wait
 */
export function judgeDelivery(attempted: Attempted, attempts: number, spread: number): DeliveryVerdict {
  if (attempted.kind === 'answered') {
    if (attempted.status >= 200 && attempted.status < 300) return { kind: 'delivered' };
    if (attempted.status === 410) return { kind: 'dead', isGone: true };
  }
  const wait = WAITS_SECONDS[attempts - 1];
  if (wait === undefined) return { kind: 'dead', isGone: false };
  const asked = attempted.kind === 'answered' ? (attempted.retryAfterSeconds ?? 0) : 0;
  return { kind: 'again', inSeconds: Math.min(LONGEST_SECONDS, Math.max(asked, wait * (1 + 0.1 * spread))) };
}
