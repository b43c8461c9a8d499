import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

const Context = createContext<(text: string) => void>(() => undefined);

/** Says what was done, to eyes and to screen readers, until the next thing is done. */
export function Notices({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const tell = useMemo(() => setText, []);
  return (
    <Context value={tell}>
      <p role="status" className="notice">
        {text}
      </p>
      {children}
    </Context>
  );
}

export const useTell = (): ((text: string) => void) => useContext(Context);
