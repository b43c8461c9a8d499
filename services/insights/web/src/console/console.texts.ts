import type { Texts } from '../shared/texts/language';

const en = {
  views: 'Views',
  clients: 'Clients and contracts',
  nothingHere: 'There is no such view',
  nothingHereText: 'The address may be old. Choose a view above.',
};

const de: typeof en = {
  views: 'Ansichten',
  clients: 'Kunden und Verträge',
  nothingHere: 'Diese Ansicht gibt es nicht',
  nothingHereText: 'Die Adresse ist vielleicht alt. Wählen Sie oben eine Ansicht.',
};

export const consoleTexts: Texts<typeof en> = { en, de };
