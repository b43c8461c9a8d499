import type { Language } from '../texts/kinds-of-buyer';

/** What every document says. */
export interface DocumentTexts {
  readonly service: string;
  readonly languageSwitch: string;
  readonly skip: string;
  readonly other: { readonly code: Language; readonly name: string };
  readonly error: string;
}

export const DOCUMENT_TEXTS: Readonly<Record<Language, DocumentTexts>> = {
  de: {
    service: 'Passant',
    languageSwitch: 'Sprache',
    skip: 'Zum Inhalt',
    other: { code: 'en', name: 'English' },
    error: 'Fehler',
  },
  en: {
    service: 'Passant',
    languageSwitch: 'Language',
    skip: 'Skip to content',
    other: { code: 'de', name: 'Deutsch' },
    error: 'Error',
  },
};

/** Day, time and zone of an instant. */
export const toInstantText = (language: Language, instant: string | Date, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'long',
  }).format(new Date(instant));

/** @param month `YYYY-MM` */
export const toMonthText = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${month}-01T00:00:00Z`));
