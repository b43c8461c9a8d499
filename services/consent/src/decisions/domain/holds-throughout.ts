import { isValid } from './consent-state';
import type { Decision } from './decision';
import { resolveState } from './resolve-state';

/**
 * Whether a yes held at every instant from `from` to before `until` (ms since 1970), by decisions about one (subscriber, purpose, data kind) in
 * any order. A state changes only where a decision begins to count, ends by its term, or its notice is declared void.
 */
export function holdsThroughout(decisions: readonly Decision[], from: number, until: number): boolean {
  const changes = decisions
    .flatMap(({ effectiveFrom, expiresAt, invalidatedAt }) => [effectiveFrom, expiresAt, invalidatedAt])
    .filter((instant): instant is number => typeof instant === 'number' && instant > from && instant < until);
  return [from, ...changes].every((instant) => isValid(resolveState(decisions, instant)));
}
