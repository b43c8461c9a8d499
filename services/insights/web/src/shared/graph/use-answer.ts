import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, AskError, type Answered } from './ask';
import type { Document } from './document';

export interface Asking<Answer> {
  /** The last one: it stays while the next is under way, and where that fails. */
  readonly answer: Answered<Answer> | null;
  readonly error: AskError | null;
  readonly isAsking: boolean;
  readonly again: () => void;
}

const toAskError = (error: unknown): AskError =>
  error instanceof AskError ? error : new AskError('INTERNAL', error instanceof Error ? error.message : String(error));

interface State<Answer> extends Omit<Asking<Answer>, 'again'> {
  readonly of: unknown;
}

/** Asks whenever the variables change; null: not yet. What was asked before and is under way is given up. */
export function useAnswer<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables | null,
): Asking<Answer> {
  const key = variables === null ? null : JSON.stringify(variables);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<State<Answer>>({ of: null, answer: null, error: null, isAsking: false });
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    setState((last) => ({ ...last, error: null, isAsking: true }));
    ask(document, JSON.parse(key) as Variables, stop.signal).then(
      (answer) => setState({ of: document, answer, error: null, isAsking: false }),
      (error: unknown) => {
        if (!stop.signal.aborted) setState((last) => ({ ...last, error: toAskError(error), isAsking: false }));
      },
    );
    return () => stop.abort();
  }, [document, key, turn]);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  // An answer to another question would be read by the wrong rules.
  const { of, answer, ...rest } = state;
  return { ...rest, answer: of === document ? answer : null, again };
}

export interface Acting<Answer, Variables> {
  readonly act: (variables: Variables) => Promise<Answer | null>;
  readonly error: AskError | null;
  readonly isActing: boolean;
}

/** A change that somebody asks for by a button; `act` answers null where it was refused, and `error` says why. */
export function useAct<Answer, Variables>(document: Document<Answer, Variables>): Acting<Answer, Variables> {
  const [state, setState] = useState<{ error: AskError | null; isActing: boolean }>({ error: null, isActing: false });
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  const act = useCallback(
    async (variables: Variables): Promise<Answer | null> => {
      setState({ error: null, isActing: true });
      try {
        const { data } = await ask(document, variables);
        if (isHere.current) setState({ error: null, isActing: false });
        return data;
      } catch (error) {
        if (isHere.current) setState({ error: toAskError(error), isActing: false });
        return null;
      }
    },
    [document],
  );
  return { act, ...state };
}
