import { useSession } from '../../shared/session/session';
import type { Format } from '../../shared/texts/format';
import { useFormat } from '../../shared/texts/use-format';

export type Role = 'admin' | 'approver' | 'privacy-officer' | 'network-operator' | 'agent';

export interface Staff {
  readonly staffId: string;
  /** Whether one of these roles is held; the services decide, the page only says so before. */
  readonly may: (...roles: readonly Role[]) => boolean;
}

const NOBODY = { staffId: '', roles: [] as readonly string[] };

/** Who is logged in. The page behind the log-in shows itself to staff only. */
export function useStaff(): Staff {
  const { state } = useSession();
  const actor = state.kind === 'open' && state.actor.kind === 'staff' ? state.actor : NOBODY;
  return { staffId: actor.staffId, may: (...roles) => roles.some((role) => actor.roles.includes(role)) };
}

const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What staff did is told by the clock on their wall. */
export const useStaffFormat = (): Format => useFormat(HERE);
