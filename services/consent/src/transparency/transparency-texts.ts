import type { MarketState, Purpose } from '@passant/contracts';
import type { Language } from '../texts/kinds-of-buyer';
import type { RetentionId } from './retention';

export interface TransparencyTexts {
  readonly heading: string;
  readonly lead: string;
  readonly asOf: (when: string) => string;
  readonly machine: string;
  readonly who: string;
  readonly controller: string;
  readonly seller: string;
  readonly processor: string;
  readonly contact: string;
  readonly products: string;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly purposesHeading: string;
  readonly areas: string;
  readonly areaOf: (market: string, version: number, zones: number) => string;
  readonly noAreas: string;
  readonly states: Readonly<Record<MarketState, string>>;
  readonly simulated: string;
  readonly approved: (until: string) => string;
  readonly notApproved: string;
  readonly pilots: (count: string) => string;
  readonly buyers: string;
  readonly buyersLead: string;
  readonly buyerColumns: readonly [string, string];
  readonly retention: string;
  readonly stores: Readonly<Record<RetentionId, string>>;
  readonly guarantee: string;
  readonly guaranteeText: readonly string[];
  readonly ledger: (market: string) => string;
  readonly months: string;
  readonly monthsLead: string;
  readonly monthColumns: readonly [string, string, string, string, string, string, string];
  readonly underHundred: string;
  readonly about: (count: string) => string;
  readonly seconds: (seconds: string) => string;
  readonly notYet: string;
  readonly audit: string;
  readonly auditLead: string;
  readonly auditColumns: readonly [string, string, string];
  readonly noCheckpoints: string;
  readonly waiting: (since: string) => string;
  readonly stops: string;
  readonly noStops: string;
  readonly everyPurpose: string;
  readonly everyProduct: string;
  readonly stopped: (what: string, since: string, until: string | null) => string;
  readonly complain: string;
  readonly complaint: {
    readonly heading: string;
    readonly lead: string;
    readonly text: string;
    readonly textHint: string;
    readonly contact: string;
    readonly contactHint: string;
    readonly send: string;
    readonly unreadable: string;
    readonly tooMany: string;
    readonly taken: string;
    readonly reference: (reference: string) => string;
    readonly back: string;
    readonly authority: string;
  };
}

export const TRANSPARENCY_TEXTS: Readonly<Record<Language, TransparencyTexts>> = {
  de: {
    heading: 'Was verkauft wird, und an wen',
    lead: 'Diese Seite zeigt allen, was aus Standortdaten des Netzes gemacht wird. Sie brauchen dafür keine Anmeldung.',
    asOf: (when) => `Stand: ${when}`,
    machine: 'Dasselbe für Maschinen (JSON)',
    who: 'Wer verantwortlich ist',
    controller: 'Verantwortlich',
    seller: 'Verkauft die Statistiken',
    processor: 'Verarbeitet im Auftrag',
    contact: 'Datenschutz',
    products: 'Was verkauft wird',
    purposes: {
      'place-statistics': 'Statistiken über Orte, für Unternehmen. Nie, um einen Menschen zu erreichen.',
      'public-planning': 'Öffentliche Planung von Verkehr, Stadt und Katastrophenschutz.',
    },
    purposesHeading: 'Wofür',
    areas: 'Für welche Gebiete',
    areaOf: (market, version, zones) => `${market}: ${zones} Zonen (Zonenplan, Fassung ${version})`,
    noAreas: 'Noch für keines.',
    states: {
      preparation: 'In Vorbereitung: Nichts wird verkauft.',
      pilot: 'Im Versuch: Nur genannte Käufer bekommen Zahlen, auf Zeit und gekennzeichnet.',
      live: 'In Betrieb.',
    },
    simulated: 'Die Menschen darin sind erfunden.',
    approved: (until) => `Das Verfahren ist geprüft und zugelassen bis ${until}.`,
    notApproved: 'Das Verfahren ist hier noch nicht zugelassen.',
    pilots: (count) => `Davon sind Versuche mit einem genannten Käufer: ${count}.`,
    buyers: 'An wen',
    buyersLead: 'Arten von Käufern, und wie viele Verträge gerade laufen.',
    buyerColumns: ['Art von Käufer', 'Laufende Verträge'],
    retention: 'Wie lange was bleibt',
    stores: {
      registry: 'Anschlüsse (Nummer verschlüsselt): solange der Vertrag läuft, oder bis zur Löschung.',
      'ended-lines': 'Anschlüsse nach dem Ende des Vertrags, für die letzte Gutschrift: 180 Tage.',
      decisions:
        'Entscheidungen, Pausen, Anfragen, SIM-Wechsel, Stopplisten, gezeigte Hinweise, Journal und Prüfprotokoll: als Nachweis, ohne Nummer.',
      codes: 'Einmal-Codes per SMS, und dass einer bestellt wurde (nur als Prüfwerte): 24 Stunden.',
      'letter-codes': 'Codes per Brief (nur als Prüfwert): 30 Tage.',
      'text-messages': 'SMS, verschlüsselt: bis sie verschickt sind, höchstens 24 Stunden.',
      letters: 'Briefe mit Nummer und Code, verschlüsselt: bis das Netz sie abholt, höchstens 14 Tage.',
      'network-files': 'Dateien des Netzes: bis sie gelesen sind, höchstens 48 Stunden.',
      rows: 'Zeilen unter einem Tagesnamen: bis 48 Stunden nach dem Tag.',
      'return-visits': 'Zone und Tag für „Wiederkehr“, unter einem Monatsnamen: höchstens 33 Tage.',
      keys: 'Schlüssel der Tagesnamen: bis 48 Stunden nach dem Tag, dann vernichtet.',
      releases: 'Veröffentlichte Statistiken: unbegrenzt. Sie enthalten keinen Menschen.',
      complaints: 'Beschwerden, verschlüsselt: drei Jahre.',
      credits: 'Was gutgeschrieben wurde, für die Buchführung: zehn Jahre.',
    },
    guarantee: 'Was garantiert ist',
    guaranteeText: [
      'Zu jeder Zahl kommt Zufall hinzu. Wer sonst alles weiß, könnte für einen Tag in höchstens 54,9 von 100 Fällen sagen, ob ein Anschluss dabei war. Wer rät, trifft 50.',
      'Das Maß heißt ρ (zCDP): höchstens 0,03 je Mensch und Tag. Jede Veröffentlichung steht mit ihrem Anteil in einem öffentlichen Verzeichnis.',
    ],
    ledger: (market) => `Verzeichnis für ${market}`,
    months: 'Widerrufe, Beschwerden und wie schnell ein Widerruf wirkt',
    monthsLead:
      'Alle Widerrufe zählen, auf welchem Weg sie auch kamen: auf der Seite, per SMS, im Laden oder am Telefon. Die Zeit läuft von da an, als widerrufen wurde.',
    monthColumns: [
      'Monat',
      'Widerrufe',
      'Beschwerden',
      'Die Hälfte wirkt binnen',
      '95 von 100 wirken binnen',
      'Binnen einer Stunde',
      'Binnen 24 Stunden',
    ],
    underHundred: 'unter 100',
    about: (count) => `rund ${count}`,
    seconds: (seconds) => `${seconds} Sekunden`,
    notYet: 'noch nicht überall',
    audit: 'Prüfprotokoll',
    auditLead:
      'Was entschieden und getan wird, steht in einem Protokoll, das niemand unbemerkt ändern kann. Dies sind seine letzten unterschriebenen Prüfpunkte.',
    auditColumns: ['Nummer', 'Einträge', 'Unterschrieben am'],
    noCheckpoints: 'Es gibt noch keinen Prüfpunkt.',
    waiting: (since) => `Der älteste Eintrag, der noch nicht unterschrieben ist, wartet seit ${since}.`,
    stops: 'Was gerade angehalten ist',
    noStops: 'Nichts ist angehalten.',
    everyPurpose: 'jeder Zweck',
    everyProduct: 'jede Statistik',
    stopped: (what, since, until) => `${what}: angehalten seit ${since}${until ? `, längstens bis ${until}` : ''}.`,
    complain: 'Beschwerde an den Datenschutz',
    complaint: {
      heading: 'Beschwerde an den Datenschutz',
      lead: 'Ihre Beschwerde liest nur die Person, die für den Datenschutz zuständig ist. Sie wird verschlüsselt aufbewahrt.',
      text: 'Worüber beschweren Sie sich?',
      textHint: 'Höchstens 5.000 Zeichen.',
      contact: 'Wie können wir Sie erreichen? (freiwillig)',
      contactHint: 'E-Mail, Telefon oder Anschrift. Ohne diese Angabe können wir Ihnen nicht antworten.',
      send: 'Beschwerde senden',
      unreadable: 'Schreiben Sie, worüber Sie sich beschweren, in höchstens 5.000 Zeichen.',
      tooMany:
        'Von dieser Adresse kamen in der letzten Stunde zu viele Beschwerden. Bitte versuchen Sie es später, oder schreiben Sie einen Brief.',
      taken: 'Ihre Beschwerde ist angekommen',
      reference: (reference) => `Ihr Zeichen ist ${reference}.`,
      back: 'Zurück zur Übersicht',
      authority: 'Sie können sich auch jederzeit bei einer Aufsichtsbehörde beschweren (Art. 77 DSGVO).',
    },
  },
  en: {
    heading: 'What is sold, and to whom',
    lead: 'This page shows everybody what is made of the network’s location data. You need no log-in for it.',
    asOf: (when) => `As of ${when}`,
    machine: 'The same for machines (JSON)',
    who: 'Who answers for it',
    controller: 'Controller',
    seller: 'Sells the statistics',
    processor: 'Processor',
    contact: 'Privacy officer',
    products: 'What is sold',
    purposes: {
      'place-statistics': 'Statistics of places, for companies. Never to reach a person.',
      'public-planning': 'Public planning of transport, cities and disaster relief.',
    },
    purposesHeading: 'What for',
    areas: 'For which areas',
    areaOf: (market, version, zones) => `${market}: ${zones} zones (zone plan, version ${version})`,
    noAreas: 'For none yet.',
    states: {
      preparation: 'In preparation: nothing is sold.',
      pilot: 'On trial: only named buyers get figures, for a time and marked as such.',
      live: 'In operation.',
    },
    simulated: 'The people in it are made up.',
    approved: (until) => `The method is checked and allowed until ${until}.`,
    notApproved: 'The method is not allowed here yet.',
    pilots: (count) => `Trials with a named buyer among them: ${count}.`,
    buyers: 'To whom',
    buyersLead: 'Kinds of buyer, and how many contracts are active.',
    buyerColumns: ['Kind of buyer', 'Active contracts'],
    retention: 'How long what is kept',
    stores: {
      registry: 'Lines (the number encrypted): as long as the contract runs, or until erased.',
      'ended-lines': 'Lines after the end of the contract, for the last credit: 180 days.',
      decisions:
        'Decisions, pauses, being asked, changes of SIM card, stop lists, shown notices, journal and audit log: as proof, without the number.',
      codes: 'One-time codes by text message, and that one was asked for (only as check values): 24 hours.',
      'letter-codes': 'Codes by letter (only as a check value): 30 days.',
      'text-messages': 'Text messages, encrypted: until they are sent, at most 24 hours.',
      letters: 'Letters with number and code, encrypted: until the network fetches them, at most 14 days.',
      'network-files': 'Files of the network: until they are read, at most 48 hours.',
      rows: 'Rows under a name of the day: until 48 hours after the day.',
      'return-visits': 'Zone and day for “return visits”, under a name of the month: at most 33 days.',
      keys: 'Keys of the names of a day: until 48 hours after the day, then destroyed.',
      releases: 'Published statistics: without limit. They hold no person.',
      complaints: 'Complaints, encrypted: three years.',
      credits: 'What was credited, for the books: ten years.',
    },
    guarantee: 'What is guaranteed',
    guaranteeText: [
      'Chance is added to each figure. Somebody who knows everything else could say of a day in at most 54.9 of 100 cases whether a line was in it. Guessing gets 50.',
      'The measure is called ρ (zCDP): at most 0.03 per person and day. Each release stands with its share in a public ledger.',
    ],
    ledger: (market) => `Ledger of ${market}`,
    months: 'Withdrawals, complaints, and how fast a withdrawal takes effect',
    monthsLead:
      'All withdrawals count, whichever way they came: on the page, by text message, in a shop or by phone. Time runs from when it was withdrawn.',
    monthColumns: [
      'Month',
      'Withdrawals',
      'Complaints',
      'Half take effect within',
      '95 of 100 take effect within',
      'Within an hour',
      'Within 24 hours',
    ],
    underHundred: 'under 100',
    about: (count) => `about ${count}`,
    seconds: (seconds) => `${seconds} seconds`,
    notYet: 'not everywhere yet',
    audit: 'Audit log',
    auditLead:
      'What is decided and done stands in a log that nobody can change unnoticed. These are its last signed checkpoints.',
    auditColumns: ['Number', 'Entries', 'Signed on'],
    noCheckpoints: 'There is no checkpoint yet.',
    waiting: (since) => `The oldest entry that is not signed yet has waited since ${since}.`,
    stops: 'What is halted now',
    noStops: 'Nothing is halted.',
    everyPurpose: 'every purpose',
    everyProduct: 'every statistic',
    stopped: (what, since, until) => `${what}: halted since ${since}${until ? `, until ${until} at most` : ''}.`,
    complain: 'Complain to the privacy officer',
    complaint: {
      heading: 'Complain to the privacy officer',
      lead: 'Only the privacy officer reads your complaint. It is kept encrypted.',
      text: 'What is your complaint?',
      textHint: 'At most 5,000 characters.',
      contact: 'How can we reach you? (optional)',
      contactHint: 'E-mail, phone or address. Without it we cannot answer you.',
      send: 'Send complaint',
      unreadable: 'Write what your complaint is, in at most 5,000 characters.',
      tooMany:
        'Too many complaints came from this address within the last hour. Please try again later, or write a letter.',
      taken: 'Your complaint has arrived',
      reference: (reference) => `Your reference is ${reference}.`,
      back: 'Back to the overview',
      authority: 'You may also complain to a supervisory authority at any time (art. 77 GDPR).',
    },
  },
};
