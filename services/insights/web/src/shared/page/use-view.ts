import { useCallback, useSyncExternalStore } from 'react';

const CHANGED = 'passant:view';

function subscribe(tell: () => void): () => void {
  for (const event of ['popstate', CHANGED]) window.addEventListener(event, tell);
  return () => {
    for (const event of ['popstate', CHANGED]) window.removeEventListener(event, tell);
  };
}

/** What the address says: a view is its address, so that it can be sent to somebody. */
export function useView(): {
  readonly view: URLSearchParams;
  /** null takes a word away. `replace`: no step of its own for the back button. */
  readonly change: (words: Readonly<Record<string, string | null>>, how?: { replace?: boolean }) => void;
} {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const change = useCallback((words: Readonly<Record<string, string | null>>, { replace = false } = {}) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(words)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    const address = `${window.location.pathname}?${next}`;
    if (replace) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return { view: new URLSearchParams(search), change };
}
