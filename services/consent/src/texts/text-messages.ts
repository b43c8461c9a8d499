import type { Language } from './kinds-of-buyer';

/** What is sent to a line by text message. Each fits into 160 characters of the GSM alphabet, or nearly. */
export interface TextMessages {
  /** `reference`: null where everything was refused before. */
  readonly withdrawn: (reference: string | null) => string;
  readonly invitation: (url: string) => string;
  /** Letters, on paper. */
  readonly letters: {
    readonly code: (code: string, url: string) => string;
    readonly invitation: (url: string) => string;
  };
}

export const TEXT_MESSAGES: Readonly<Record<Language, TextMessages>> = {
  de: {
    withdrawn: (reference) =>
      reference
        ? `Passant: Alles ist widerrufen. Ihr Zeichen: ${reference}. Sie müssen nichts weiter tun.`
        : 'Passant: Auf diesem Anschluss ist nichts erlaubt. Sie müssen nichts weiter tun.',
    invitation: (url) =>
      `Passant: Möchten Sie, dass dieser Anschluss in Statistiken zählt? Ohne Ihr Ja geschieht nichts. Mehr: ${url} Nie wieder fragen: Antwort STOP.`,
    letters: {
      code: (code, url) =>
        `Ihr Code für Passant: ${code}\n\nEr gilt 30 Tage, einmal. Öffnen Sie ${url} und wählen Sie „Mit einem Code aus einem Brief anmelden“. Haben Sie ihn nicht angefordert, müssen Sie nichts tun.`,
      invitation: (url) =>
        `Dürfen wir fragen: Soll dieser Anschluss in Statistiken zählen?\n\nOhne Ihr Ja geschieht nichts. Mehr dazu steht unter ${url}. Sie müssen nichts tun. Wir fragen frühestens in einem Jahr wieder.`,
    },
  },
  en: {
    withdrawn: (reference) =>
      reference
        ? `Passant: everything is withdrawn. Your reference: ${reference}. You need do nothing else.`
        : 'Passant: nothing is allowed on this line. You need do nothing else.',
    invitation: (url) =>
      `Passant: may this line count in statistics? Without your yes nothing happens. More: ${url} Never ask again: answer STOP.`,
    letters: {
      code: (code, url) =>
        `Your code for Passant: ${code}\n\nIt is good for 30 days, once. Open ${url} and choose “Log in with a code from a letter”. If you did not ask for it, you need do nothing.`,
      invitation: (url) =>
        `May we ask: shall this line count in statistics?\n\nWithout your yes nothing happens. You can read more at ${url}. You need do nothing. We ask again in a year at the earliest.`,
    },
  },
};
