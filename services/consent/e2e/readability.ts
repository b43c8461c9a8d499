/**
 * Reading ease of plain text, 0 (very hard) to 100 (very easy); 60 and more is plain language, 70 and more is easy.
 *
 * English: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221–233:
 * 206.835 − 1.015 · words a sentence − 84.6 · syllables a word. German: the same measure with T. Amstad's constants ("Wie
 * verständlich sind unsere Zeitungen?", Zürich 1978): 180 − words a sentence − 58.5 · syllables a word.
 */
export function readingEase(text: string, language: 'de' | 'en'): number {
  const { sentences, words, syllables } = count(text, language);
  const [perSentence, perWord] = [words.length / sentences, syllables / words.length];
  return language === 'de' ? 180 - perSentence - 58.5 * perWord : 206.835 - 1.015 * perSentence - 84.6 * perWord;
}

/**
 * First Vienna formula for factual texts (R. Bamberger, E. Vanecek, "Lesen – Verstehen – Lernen – Schreiben", Wien 1984): the school
 * year from which a German text can be read, 4 (very easy) to 15 (very hard).
 */
export function viennaSchoolYear(text: string): number {
  const { sentences, words } = count(text, 'de');
  const share = (is: (word: string) => boolean): number => (100 * words.filter(is).length) / words.length;
  const [MS, IW, ES] = [
    share((word) => countSyllables(word, 'de') >= 3),
    share((word) => word.length > 6),
    share((word) => countSyllables(word, 'de') === 1),
  ];
  return 0.1935 * MS + 0.1672 * (words.length / sentences) + 0.1297 * IW - 0.0327 * ES - 0.875;
}

function count(text: string, language: 'de' | 'en') {
  const sentences = text.split(/[.!?:;](?=\s|$)/).filter((sentence) => /\p{L}/u.test(sentence)).length;
  const words = text.match(/\p{L}[\p{L}’'-]*|\d[\d.,]*/gu) ?? [];
  return { sentences, words, syllables: words.reduce((sum, word) => sum + countSyllables(word, language), 0) };
}

/** Groups of vowels; in English a silent `e` at the end is none. A figure is read as one word of two syllables. */
function countSyllables(word: string, language: 'de' | 'en'): number {
  if (/^\d/.test(word)) return 2;
  const spoken =
    language === 'en'
      ? word.toLowerCase().replace(/(?<=[^aeiouyl])e$|(?<=[^dt])ed$|(?<=[a-z])es$/, '')
      : word.toLowerCase();
  const vowels = language === 'en' ? /[aeiouy]+/g : /(?:aa|ee|ie|oo|au|ei|ai|eu|äu|[aeiouyäöü])/g;
  return Math.max(1, spoken.match(vowels)?.length ?? 0);
}
