import type { Language } from './kinds-of-buyer';

/** What is sent to a line by text message. Each fits into 160 characters of the GSM alphabet, or nearly. */
export interface TextMessages {
  /** `reference`: null where everything was refused before. */
  readonly withdrawn: (reference: string | null) => string;
  readonly invitation: (url: string) => string;
}

export const TEXT_MESSAGES: Readonly<Record<Language, TextMessages>> = {
  de: {
    withdrawn: (reference) =>
      reference
        ? `Passant: Alles ist widerrufen. Ihr Zeichen: ${reference}. Sie müssen nichts weiter tun.`
        : 'Passant: Auf diesem Anschluss ist nichts erlaubt. Sie müssen nichts weiter tun.',
    invitation: (url) =>
      `Passant: Möchten Sie, dass dieser Anschluss in Statistiken zählt? Ohne Ihr Ja geschieht nichts. Mehr: ${url} Nie wieder fragen: Antwort STOP.`,
  },
  en: {
    withdrawn: (reference) =>
      reference
        ? `Passant: everything is withdrawn. Your reference: ${reference}. You need do nothing else.`
        : 'Passant: nothing is allowed on this line. You need do nothing else.',
    invitation: (url) =>
      `Passant: may this line count in statistics? Without your yes nothing happens. More: ${url} Never ask again: answer STOP.`,
  },
};
