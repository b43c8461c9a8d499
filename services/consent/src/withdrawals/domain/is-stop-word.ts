/** Words that withdraw everything when they are all that a text message says, and the language in which to answer. */
const STOP_WORDS: Readonly<Record<string, 'de' | 'en'>> = {
  stop: 'de',
  stopp: 'de',
  halt: 'de',
  widerruf: 'de',
  'ich widerrufe': 'de',
  nein: 'de',
  aus: 'de',
  abmelden: 'de',
  'stop all': 'en',
  stopall: 'en',
  withdraw: 'en',
  unsubscribe: 'en',
  no: 'en',
  end: 'en',
  quit: 'en',
  cancel: 'en',
  optout: 'en',
  'opt out': 'en',
};

/**
 * Whether a text message is a stop word, however it is written (case, spaces, punctuation, "bitte" or "please" around it). Everything
 * else is left alone: what is a guess is no decision. @returns the language to answer in
 */
export function isStopWord(text: string): 'de' | 'en' | undefined {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !['bitte', 'please', 'passant'].includes(word));
  const said = words.join(' ');
  return Object.hasOwn(STOP_WORDS, said) ? STOP_WORDS[said] : undefined;
}
