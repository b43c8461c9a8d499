import type { Texts } from '../../shared/texts/language';

const en = {
  reason: 'Why',
  reasonHint: 'At least 10 characters, about no person. It is kept for ever.',
  reasonMissing: 'Say why, in 10 characters or more.',
  underWay: 'Doing it …',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied.',
  search: 'Search',
  searchHint: 'A part of the name is enough',
  nothingFound: 'Nothing fits. Search for less.',
  yes: 'yes',
  no: 'no',
  load: 'Load again',
  market: 'Market',
  noMarket: 'There is no market yet',
  noMarketText: 'A market appears here once a zone plan of it is approved by two people.',
  needsRole: (roles: string) => `This takes another role: ${roles}.`,
  secondPerson: (who: string) =>
    `You (${who}) did the first half, so a second person has to do this. Send them the address of this page.`,
};

const de: typeof en = {
  reason: 'Warum',
  reasonHint: 'Mindestens 10 Zeichen, über keine Person. Es bleibt für immer stehen.',
  reasonMissing: 'Sagen Sie in 10 Zeichen oder mehr, warum.',
  underWay: 'Läuft …',
  cancel: 'Abbrechen',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  search: 'Suchen',
  searchHint: 'Ein Teil des Namens genügt',
  nothingFound: 'Nichts passt. Suchen Sie nach weniger.',
  yes: 'ja',
  no: 'nein',
  load: 'Neu laden',
  market: 'Markt',
  noMarket: 'Es gibt noch keinen Markt',
  noMarketText: 'Ein Markt steht hier, sobald zwei einen Zonenplan von ihm genehmigt haben.',
  needsRole: (roles) => `Das braucht eine andere Rolle: ${roles}.`,
  secondPerson: (who) =>
    `Die erste Hälfte ist von Ihnen (${who}); das hier muss eine zweite Person tun. Schicken Sie ihr die Adresse dieser Seite.`,
};

export const kitTexts: Texts<typeof en> = { en, de };
