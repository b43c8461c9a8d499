import type { Day, MarketId } from '@passant/contracts';
import { parseStopList } from './parse-stop-list';

const expected = { market: 'leipzig' as MarketId, day: '2026-03-04' as Day };
const list = (overrides: object = {}): string =>
  JSON.stringify({
    ...{ format: 'stop-list/1', ...expected, number: 3 },
    pseudonyms: [{ dataKind: 'presence', base64: Buffer.alloc(32, 7).toString('base64') }],
    ...overrides,
  });

test('a stop list is read', () => {
  expect(parseStopList(list(), expected)).toEqual({ number: 3, pseudonyms: Buffer.alloc(32, 7) });
  expect(parseStopList(list({ pseudonyms: [] }), expected)!.pseudonyms).toHaveLength(0);
});

test.each([
  ['text', 'no JSON'],
  ['of another day', list({ day: '2026-03-05' })],
  ['of another market', list({ market: 'halle' })],
  ['with half a pseudonym', list({ pseudonyms: [{ dataKind: 'presence', base64: 'AAAA' }] })],
  ['without number', list({ number: 0 })],
])('a stop list %s is refused', (_, text) => {
  expect(parseStopList(text, expected)).toBeUndefined();
});
