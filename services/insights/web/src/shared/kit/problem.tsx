import { type ReactNode, useEffect } from 'react';
import type { AskError } from '../graph/ask';
import { useSession } from '../session/session';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';
import { Button } from './controls';

/** What went wrong, what to do, and what to quote. An ended log-in is told to the whole page. */
export function Problem({ error, again }: { readonly error: AskError; readonly again?: () => void }) {
  const t = useTexts(sharedTexts);
  const { end } = useSession();
  const isLoggedOut = error.code === 'LOGGED_OUT';
  useEffect(() => {
    if (isLoggedOut) end();
  }, [isLoggedOut, end]);
  const known = t.problems[error.code];
  return (
    <div className="problem-box" role="alert">
      <p>{known ?? error.message}</p>
      {known !== undefined && known !== error.message && !isLoggedOut && <p className="hint">{error.message}</p>}
      <p className="hint">
        <code>{error.code}</code>
        {error.requestId && (
          <>
            {' '}
            · {t.quote}: <code>{error.requestId}</code>
          </>
        )}
      </p>
      {again && <Button onPress={again}>{t.again}</Button>}
    </div>
  );
}

/** Parts of an answer that are missing, beside those that are there. */
export function Problems({ problems, again }: { readonly problems: readonly AskError[]; readonly again?: () => void }) {
  return problems.map((error, index) => <Problem key={index} error={error} {...(again ? { again } : {})} />);
}

/** Nothing is there yet: why, and what would make it appear. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children}
    </div>
  );
}
