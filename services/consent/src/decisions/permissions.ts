import { type DataKind, type Purpose, PURPOSES } from '@passant/contracts';
import type { RecordedDecision } from './decisions.repository';
import { isValid } from './domain/consent-state';
import { type DecisionKey, toDecisionKey } from './domain/decision';
import { holdsThroughout } from './domain/holds-throughout';
import { ONCE_ALL_COUNTS, resolveState } from './domain/resolve-state';

/** Whether a purpose and data kind were allowed at an instant (ms since 1970). */
export type Permissions = (subscriberId: string, purpose: Purpose, dataKind: DataKind, instant: number) => boolean;

/** Whether a data kind was allowed, for one purpose or more, throughout a span (ms since 1970, `until` excluded). */
export type LastingPermissions = (
  subscriberId: string,
  dataKind: DataKind,
  span: { readonly from: number; readonly until: number },
) => boolean;

/** @param now at which ends of a yes are judged once all counts, ms since 1970 */
export function toPermissions(decisions: readonly RecordedDecision[], now: number): Permissions {
  const decisionsOf = byLineAndKey(decisions);
  return (subscriberId, purpose, dataKind, instant) => {
    const own = decisionsOf(subscriberId, toDecisionKey({ purpose, dataKind }));
    return isValid(resolveState(own, instant, instant === ONCE_ALL_COUNTS ? now : instant));
  };
}

export function toLastingPermissions(decisions: readonly RecordedDecision[]): LastingPermissions {
  const decisionsOf = byLineAndKey(decisions);
  return (subscriberId, dataKind, { from, until }) =>
    PURPOSES.some((purpose) =>
      holdsThroughout(decisionsOf(subscriberId, toDecisionKey({ purpose, dataKind })), from, until),
    );
}

function byLineAndKey(
  decisions: readonly RecordedDecision[],
): (subscriberId: string, key: DecisionKey) => readonly RecordedDecision[] {
  const byKey = new Map<string, RecordedDecision[]>();
  for (const decision of decisions) {
    const key = `${decision.subscriberId}/${toDecisionKey(decision)}`;
    const known = byKey.get(key);
    if (known) known.push(decision);
    else byKey.set(key, [decision]);
  }
  return (subscriberId, key) => byKey.get(`${subscriberId}/${key}`) ?? [];
}
