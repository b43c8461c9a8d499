import { EngineFailed } from './engine-failed';
import { readAnswer, withNonce } from './answer';

describe('readAnswer', () => {
  it('gives rows without the nonce', () => {
    expect(readAnswer('{"passant_nonce":"n1","a":1}\n{"passant_nonce":"n1","a":2}\n', 'n1')).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
    expect(readAnswer('', 'n1')).toEqual([]);
  });

  it.each([
    ['a row of another query in front', '{"secret":"x"}\n{"passant_nonce":"n1","a":1}\n'],
    ['a row with an older nonce', '{"passant_nonce":"n0","a":1}\n'],
    ['half a row glued to the next', '{"secret":"x{"passant_nonce":"n1","a":1}\n'],
    ['too many rows', '{"passant_nonce":"n1"}\n'.repeat(100_001)],
  ])('refuses the whole answer for %s, without quoting it', (_what, text) => {
    const refused = (): unknown => readAnswer(text, 'n1');
    expect(refused).toThrow(EngineFailed);
    expect(refused).not.toThrow(/secret/);
  });

  it('limits what it asks for', () => {
    expect(withNonce('SELECT 1')).toContain('LIMIT 100001');
  });
});
