import type { Texts } from '../shared/texts/language';

const en = {
  title: 'Explorer',
  noContract: 'No contract of yours is in force',
  noContractText:
    'It may be a draft, suspended or over. Your contact at the operator can tell you; as soon as it is in force, its zones stand here.',
  zones: 'Zones of your contract',
  zone: 'Zone',
  kind: 'Kind',
  residents: 'Residents',
  unknown: 'not known',
};

const de: typeof en = {
  title: 'Explorer',
  noContract: 'Keiner Ihrer Verträge ist in Kraft',
  noContractText:
    'Er ist vielleicht ein Entwurf, ausgesetzt oder vorbei. Ihr Kontakt beim Betreiber weiß es; sobald er in Kraft ist, stehen hier seine Zonen.',
  zones: 'Zonen Ihres Vertrags',
  zone: 'Zone',
  kind: 'Art',
  residents: 'Einwohner',
  unknown: 'nicht bekannt',
};

export const exploreTexts: Texts<typeof en> = { en, de };
