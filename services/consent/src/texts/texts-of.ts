import type { Language } from './kinds-of-buyer';
import type { PageTexts } from './page-texts';
import { PAGE_TEXTS_DE } from './page-texts.de';
import { PAGE_TEXTS_EN } from './page-texts.en';

const TEXTS: Readonly<Record<Language, PageTexts>> = { de: PAGE_TEXTS_DE, en: PAGE_TEXTS_EN };

export const textsOf = (language: Language): PageTexts => TEXTS[language];
