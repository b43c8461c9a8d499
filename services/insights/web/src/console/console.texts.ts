import type { Texts } from '../shared/texts/language';

const en = {
  clients: 'Clients',
  name: 'Name',
  kind: 'Kind of buyer',
  since: 'Since',
  none: 'There is no client yet',
  noneText: 'A client is a company or authority that buys statistics. Create one, then draft its contract.',
};

const de: typeof en = {
  clients: 'Kunden',
  name: 'Name',
  kind: 'Art des Käufers',
  since: 'Seit',
  none: 'Es gibt noch keinen Kunden',
  noneText:
    'Ein Kunde ist ein Unternehmen oder eine Behörde, die Statistiken kauft. Legen Sie einen an, dann seinen Vertrag.',
};

export const consoleTexts: Texts<typeof en> = { en, de };
