import { DATA_KINDS, PURPOSES } from '@passant/contracts';
import { NOTICE_DE, NOTICE_EN } from '../src/notices/notice-4';
import { PAGE_TEXTS_DE } from '../src/texts/page-texts.de';
import { PAGE_TEXTS_EN } from '../src/texts/page-texts.en';
import { readingEase, viennaSchoolYear } from './readability';

const PLAIN = 60;

const textOf = (notice: typeof NOTICE_DE): string =>
  [
    ...notice.paragraphs,
    ...PURPOSES.map((purpose) => notice.purposes[purpose].explanation),
    ...DATA_KINDS.map((kind) => notice.dataKinds[kind].explanation),
  ].join('\n');

/** Everything that the page says in sentences. */
function sentencesOf(texts: unknown): string[] {
  if (typeof texts === 'string') return /[.!?]$/.test(texts) ? [texts] : [];
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(sentencesOf) : [];
}

describe('what people are shown is plain language', () => {
  it.each([
    ['de', 'the notice', textOf(NOTICE_DE)],
    ['en', 'the notice', textOf(NOTICE_EN)],
    ['de', 'the page', sentencesOf(PAGE_TEXTS_DE).join('\n')],
    ['en', 'the page', sentencesOf(PAGE_TEXTS_EN).join('\n')],
  ] as const)('in %s: %s', (language, _what, text) => {
    expect(text.length).toBeGreaterThan(1000);
    expect(readingEase(text, language)).toBeGreaterThanOrEqual(PLAIN);
    if (language === 'de') expect(viennaSchoolYear(text)).toBeLessThan(8);
  });

  it('is measured as its authors measured it', () => {
    // "The cat sat on the mat." is 6 words of one syllable: 206.835 − 6.09 − 84.6.
    expect(readingEase('The cat sat on the mat.', 'en')).toBeCloseTo(116.145, 3);
    // "Der Hund läuft schnell." is 4 words of one syllable: 180 − 4 − 58.5.
    expect(readingEase('Der Hund läuft schnell.', 'de')).toBeCloseTo(117.5, 3);
    const bureaucratic =
      'Die Verarbeitung personenbezogener Standortinformationen zur Erstellung statistischer Auswertungen erfolgt ausschließlich nach vorheriger ausdrücklicher Einwilligung des Anschlussinhabers gemäß den einschlägigen datenschutzrechtlichen Bestimmungen.';
    expect(readingEase(bureaucratic, 'de')).toBeLessThan(0);
    expect(viennaSchoolYear(bureaucratic)).toBeGreaterThan(14);
  });
});
