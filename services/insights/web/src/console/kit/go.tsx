import { type MouseEvent, type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useView } from '../../shared/page/use-view';

/** Words of the address: `view` and what it is about. */
export type Place = Readonly<Record<string, string>>;

/** A market once chosen stays chosen. */
const KEPT = 'market';
let hasGone = false;

const wordsTo = (place: Place): Record<string, string | null> => {
  const here = [...new URLSearchParams(window.location.search).keys()].filter((word) => word !== KEPT);
  return { ...Object.fromEntries(here.map((word) => [word, null])), ...place };
};

/** To another view, as a step of its own for the back button. */
export function useGo(): (place: Place) => void {
  const { change } = useView();
  return useCallback(
    (place: Place) => {
      hasGone = true;
      change(wordsTo(place));
    },
    [change],
  );
}

export function Link({ to, children, isHere }: { to: Place; children: ReactNode; isHere?: boolean }) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={`/console?${new URLSearchParams(to)}`} onClick={follow} aria-current={isHere ? 'page' : undefined}>
      {children}
    </a>
  );
}

/** The title of a view. After a step to it, it has the focus: screen readers begin there. */
export function Heading({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasGone) title.current?.focus();
    hasGone = false;
  }, []);
  return (
    <h1 ref={title} tabIndex={-1}>
      {children}
    </h1>
  );
}
