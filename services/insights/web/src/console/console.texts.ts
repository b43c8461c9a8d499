import type { Texts } from '../shared/texts/language';

const en = {
  views: 'Views',
  clients: 'Clients and contracts',
  markets: 'Markets',
  stops: 'Stop switch',
  releases: 'Releases',
  imports: 'Imports and zones',
  queues: 'Queues',
  acts: 'Audit log',
  complaints: 'Complaints',
  nothingHere: 'There is no such view',
  nothingHereText: 'The address may be old. Choose a view above.',
};

const de: typeof en = {
  views: 'Ansichten',
  clients: 'Kunden und Verträge',
  markets: 'Märkte',
  stops: 'Stoppschalter',
  releases: 'Freigaben',
  imports: 'Lieferungen und Zonen',
  queues: 'Warteschlangen',
  acts: 'Prüfprotokoll',
  complaints: 'Beschwerden',
  nothingHere: 'Diese Ansicht gibt es nicht',
  nothingHereText: 'Die Adresse ist vielleicht alt. Wählen Sie oben eine Ansicht.',
};

export const consoleTexts: Texts<typeof en> = { en, de };
