import type { KindOfBuyer } from '@passant/contracts';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words in which people are told who used statistics of a day. */
export const KINDS_OF_BUYER_IN_WORDS: Readonly<Record<Language, Readonly<Record<KindOfBuyer, string>>>> = {
  de: {
    retail: 'ein Handelsunternehmen',
    'shopping-centre': 'ein Einkaufszentrum',
    'public-planning': 'eine Behörde, die plant',
    research: 'eine Forschungseinrichtung',
    other: 'ein anderes Unternehmen',
  },
  en: {
    retail: 'a retail company',
    'shopping-centre': 'a shopping centre',
    'public-planning': 'a public authority that plans',
    research: 'a research institute',
    other: 'another company',
  },
};
