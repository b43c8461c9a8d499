import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same words in every language: a missing one is a type error. */
export type Texts<Words> = Readonly<Record<Language, Words>>;

interface Spoken {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const KEY = 'passant.language';
const Context = createContext<Spoken>({ language: 'en', speak: () => undefined });

const isLanguage = (given: unknown): given is Language => LANGUAGES.some((one) => one === given);

function firstLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => void (document.documentElement.lang = language), [language]);
  const spoken = useMemo(
    () => ({
      language,
      speak: (next: Language) => {
        localStorage.setItem(KEY, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context value={spoken}>{children}</Context>;
}

export const useLanguage = (): Spoken => useContext(Context);

export function useTexts<Words>(texts: Texts<Words>): Words {
  return texts[useLanguage().language];
}
