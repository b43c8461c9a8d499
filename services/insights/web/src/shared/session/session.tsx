import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { OWN } from '../graph/ask';

export type Actor =
  | { readonly kind: 'staff'; readonly staffId: string; readonly roles: readonly string[] }
  | { readonly kind: 'partner'; readonly clientId: string };

export type SessionState =
  { readonly kind: 'unknown' | 'none' | 'unreachable' } | { readonly kind: 'open'; readonly actor: Actor };

interface SessionHandle {
  readonly state: SessionState;
  /** Somebody was logged in on this page, and is not any more. */
  readonly hasEnded: boolean;
  readonly check: () => Promise<void>;
  /** An answer said so. */
  readonly end: () => void;
}

const Context = createContext<SessionHandle>({
  state: { kind: 'unknown' },
  hasEnded: false,
  check: async () => undefined,
  end: () => undefined,
});

async function readSession(): Promise<SessionState> {
  const response = await fetch('/session', { headers: OWN }).catch(() => undefined);
  if (response?.ok) return { kind: 'open', actor: ((await response.json()) as { actor: Actor }).actor };
  return { kind: response?.status === 401 ? 'none' : 'unreachable' };
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'unknown' });
  const [hasEnded, setHasEnded] = useState(false);
  const end = useCallback(() => setHasEnded(true), []);
  const check = useCallback(async () => {
    const next = await readSession();
    // What stands on the page stays there: only a first log-in replaces it.
    setState((last) => (last.kind === 'open' && next.kind !== 'open' ? last : next));
    if (next.kind === 'open') setHasEnded(false);
  }, []);
  useEffect(() => void check(), [check]);
  const handle = useMemo(() => ({ state, hasEnded, check, end }), [state, hasEnded, check, end]);
  return <Context value={handle}>{children}</Context>;
}

export const useSession = (): SessionHandle => useContext(Context);

/** Where to log in, and to come back to this very view. */
export const logInAddress = (to: string): string => `/session/login?to=${encodeURIComponent(to)}`;
