import { isValid, type ConsentState } from './consent-state';
import type { Decision } from './decision';

/**
 * The state of one (subscriber, purpose, data kind) at an instant (ms since 1970), from all decisions about it in any order.
 *
 * Invariant: of what counts by then, what was *decided* last stands; of two decided in the same millisecond, a no stands, and
 * of two yes the one that ends sooner. So the order of arrival never matters, and an older grant that arrives late cannot undo a
 * withdrawal. A yes whose time is over, or whose notice is void, allows nothing any more, and nothing older stands in for it.
 *
 * @param now the instant at which ends of a yes are judged; another one than `instant` only with {@link ONCE_ALL_COUNTS}
 */
export function resolveState(decisions: readonly Decision[], instant: number, now: number = instant): ConsentState {
  let last: Decision | undefined;
  for (const decision of decisions) {
    if (decision.effectiveFrom > instant) continue;
    if (!last || standsAgainst(decision, last)) last = decision;
  }
  return last ? endOf(last, now) : 'unknown';
}

/** What becomes of a decision by itself: a void notice is the graver end of two. */
function endOf({ state, expiresAt, invalidatedAt }: Decision, now: number): ConsentState {
  if (!isValid(state)) return state;
  if (invalidatedAt !== undefined && invalidatedAt !== null && invalidatedAt <= now) return 'invalidated';
  return expiresAt !== undefined && expiresAt !== null && expiresAt <= now ? 'expired' : state;
}

function standsAgainst(decision: Decision, other: Decision): boolean {
  if (decision.decidedAt !== other.decidedAt) return decision.decidedAt > other.decidedAt;
  if (isValid(decision.state) !== isValid(other.state)) return !isValid(decision.state);
  if (endsAt(decision) !== endsAt(other)) return endsAt(decision) < endsAt(other);
  if (decision.state !== other.state) return decision.state < other.state;
  return (decision.invalidatedAt ?? NEVER) < (other.invalidatedAt ?? NEVER);
}

/** When a yes ends by itself, for whichever reason comes first. */
const endsAt = ({ expiresAt, invalidatedAt }: Decision): number => Math.min(expiresAt ?? NEVER, invalidatedAt ?? NEVER);

const NEVER = Number.POSITIVE_INFINITY;

/** The instant at which everything decided so far counts, whatever the clocks of those who recorded it said. */
export const ONCE_ALL_COUNTS = Number.POSITIVE_INFINITY;
