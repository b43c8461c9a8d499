import type { Language } from '../texts/kinds-of-buyer';

export interface ReceiptTexts {
  readonly heading: (reference: string) => string;
  readonly lead: string;
  readonly download: string;
  readonly keys: string;
  readonly reference: string;
  readonly created: string;
  readonly origin: string;
  readonly origins: Readonly<Record<string, string>>;
  readonly notice: string;
  readonly noticeText: (version: string, language: string, sha256: string) => string;
  readonly elsewhere: (channel: string) => string;
  readonly noNotice: string;
  readonly controller: string;
  readonly seller: string;
  readonly processor: string;
  readonly basis: string;
  readonly basisText: string;
  readonly contact: string;
  readonly decided: string;
  readonly columns: readonly [string, string, string, string, string];
  readonly pause: (from: string, until: string) => string;
  readonly proof: string;
  readonly sealed: (index: number, size: number) => string;
  readonly notYetSealed: string;
  readonly leaf: string;
  readonly signature: string;
  readonly check: string;
  readonly back: string;
  readonly none: string;
}

export const RECEIPT_TEXTS: Readonly<Record<Language, ReceiptTexts>> = {
  de: {
    heading: (reference) => `Beleg ${reference}`,
    lead: 'Dieser Beleg hält fest, was entschieden wurde. Er ist unterschrieben und lässt sich prüfen, ohne uns zu fragen.',
    download: 'Beleg zum Prüfen speichern (JSON)',
    keys: 'Schlüssel zum Prüfen (JSON)',
    reference: 'Zeichen',
    created: 'Festgehalten am',
    origin: 'Wie entschieden wurde',
    origins: {
      page: 'auf der Entscheidungsseite',
      ask: 'auf die Frage des Netzes',
      import: 'an anderer Stelle, mit Nachweis',
      registry: 'durch das Ende des Vertrags',
      journal: 'aus dem Widerrufsjournal wiederhergestellt',
      agent: 'durch einen Widerruf im Laden oder am Telefon',
      letter: 'durch einen Brief',
      'text-message': 'durch eine SMS',
      declaration: 'durch die Angabe, dass jemand unter 18 den Anschluss benutzt',
      clock: 'durch Ablauf der Zeit',
    },
    notice: 'Hinweis, der gezeigt wurde',
    noticeText: (version, language, sha256) => `Fassung ${version} (${language}), SHA-256 ${sha256}`,
    elsewhere: (channel) => `an anderer Stelle (${channel})`,
    noNotice: 'keiner: Ein Nein braucht keinen',
    controller: 'Verantwortlich',
    seller: 'Verkauft die Statistiken',
    processor: 'Verarbeitet im Auftrag',
    basis: 'Grundlage',
    basisText:
      'Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO). Sie können sie jederzeit widerrufen (Art. 7 Abs. 3 DSGVO).',
    contact: 'Datenschutz',
    decided: 'Was entschieden wurde',
    columns: ['Zweck', 'Art von Daten', 'Entscheidung', 'Zählt ab', 'Endet'],
    pause: (from, until) => `Pause für alles, vom ${from} bis zum ${until}. Was erlaubt ist, bleibt, wie es ist.`,
    proof: 'Nachweis',
    sealed: (index, size) =>
      `Diese Entscheidung ist Eintrag ${index} von ${size} im Prüfprotokoll. Er kann nicht mehr unbemerkt geändert werden.`,
    notYetSealed:
      'Diese Entscheidung wird in wenigen Sekunden in das Prüfprotokoll aufgenommen. Laden Sie die Seite dann neu.',
    leaf: 'Verpflichtung im Protokoll',
    signature: 'Unterschrift',
    check:
      'Prüfen: die gespeicherte Datei und die Schlüssel in einen Ordner legen (die Schlüssel als passant-keys.json), dann „npx passant receipt verify DATEI“ ausführen.',
    back: 'Zurück zum Stand',
    none: 'Zu diesem Zeichen gibt es keinen Beleg.',
  },
  en: {
    heading: (reference) => `Receipt ${reference}`,
    lead: 'This receipt records what was decided. It is signed, and can be checked without asking us.',
    download: 'Save the receipt for checking (JSON)',
    keys: 'Keys for checking (JSON)',
    reference: 'Reference',
    created: 'Recorded on',
    origin: 'How it was decided',
    origins: {
      page: 'on the decision page',
      ask: 'when the network asked',
      import: 'elsewhere, with evidence',
      registry: 'by the end of the contract',
      journal: 'put back from the withdrawal journal',
      agent: 'by a withdrawal in a shop or on the phone',
      letter: 'by a letter',
      'text-message': 'by a text message',
      declaration: 'by the statement that somebody under 18 uses the line',
      clock: 'by the end of its time',
    },
    notice: 'Notice that was shown',
    noticeText: (version, language, sha256) => `version ${version} (${language}), SHA-256 ${sha256}`,
    elsewhere: (channel) => `elsewhere (${channel})`,
    noNotice: 'none: a no needs none',
    controller: 'Controller',
    seller: 'Sells the statistics',
    processor: 'Processor',
    basis: 'Basis',
    basisText: 'Consent (art. 6(1)(a) GDPR). You can withdraw it at any time (art. 7(3) GDPR).',
    contact: 'Privacy officer',
    decided: 'What was decided',
    columns: ['Purpose', 'Kind of data', 'Decision', 'Counts from', 'Ends'],
    pause: (from, until) => `A pause for everything, from ${from} to ${until}. What is permitted stays as it is.`,
    proof: 'Proof',
    sealed: (index, size) =>
      `This decision is entry ${index} of ${size} in the audit log. It can no longer be changed unnoticed.`,
    notYetSealed: 'This decision will be in the audit log within seconds. Load the page again then.',
    leaf: 'Commitment in the log',
    signature: 'Signature',
    check:
      'To check it: put the saved file and the keys into one folder (the keys as passant-keys.json) and run “npx passant receipt verify FILE”.',
    back: 'Back to the status',
    none: 'There is no receipt for this reference.',
  },
};
