import { isStopWord } from './is-stop-word';

describe('a text message that withdraws everything', () => {
  it.each([
    ['STOP', 'de'],
    ['Stopp!', 'de'],
    ['  stop.\n', 'de'],
    ['Bitte Stopp', 'de'],
    ['Passant STOP', 'de'],
    ['Widerruf', 'de'],
    ['Nein', 'de'],
    ['Stop all', 'en'],
    ['unsubscribe', 'en'],
    ['Opt-out, please', 'en'],
  ])('%j is answered in %s', (text, language) => {
    expect(isStopWord(text)).toBe(language);
  });

  it.each(['', 'ja', 'yes', 'don’t stop', 'stop it at once or else', '123456', 'constructor', '__proto__'])(
    '%j is none',
    (text) => {
      expect(isStopWord(text)).toBeUndefined();
    },
  );
});
