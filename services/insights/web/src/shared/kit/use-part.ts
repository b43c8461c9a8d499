import { useCallback, useEffect, useState } from 'react';
import { AskError } from '../graph/ask';

/** Parts that came once are there at once. */
const parts = new WeakMap<() => Promise<unknown>, unknown>();

/**
 * A module that did not come, by the address it was to come from. Chromium keeps it as failed under that address and never asks for it again, so that
 * it is asked for under another.
 */
const missed = new WeakMap<() => Promise<unknown>, { readonly address: string; times: number }>();

async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  const before = missed.get(load);
  try {
    return before
      ? ((await import(/* @vite-ignore */ `${before.address}?again=${(before.times += 1)}`)) as Part)
      : await load();
  } catch (error) {
    const address = /https?:\/\/[^\s?]+\.js/.exec(String(error))?.[0];
    if (!before && address) missed.set(load, { address, times: 0 });
    throw error;
  }
}

export interface AskedPart<Part> {
  /** Null: on its way, or missing. */
  readonly part: Part | null;
  readonly error: AskError | null;
  readonly again: () => void;
}

/** A part of the page that comes once it is needed. Where it does not come, the rest of the page stays, and it may be asked for again. */
export function usePart<Part>(load: () => Promise<Part>): AskedPart<Part> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<AskedPart<Part>, 'again'>>(() => ({
    ...{ part: (parts.get(load) as Part | undefined) ?? null, error: null },
  }));
  const isThere = state.part !== null;
  useEffect(() => {
    if (isThere) return;
    let isHere = true;
    fetchPart(load).then(
      (part) => {
        parts.set(load, part);
        if (isHere) setState({ part, error: null });
      },
      () => {
        const error = new AskError('PICTURE_MISSING', 'A part of this page did not arrive.');
        if (isHere) setState({ part: null, error });
      },
    );
    return () => void (isHere = false);
  }, [load, turn, isThere]);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  return { ...state, again };
}
