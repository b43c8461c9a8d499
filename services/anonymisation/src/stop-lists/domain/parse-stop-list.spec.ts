import type { MarketId, Period } from '@passant/contracts';
import fc from 'fast-check';
import { findAdded, parseStopList } from './parse-stop-list';

const expected = { market: 'leipzig' as MarketId, period: '2026-03-04' as Period };
const some = (bytes: number, value: number): string => Buffer.alloc(bytes, value).toString('base64');
const list = (overrides: object = {}): string =>
  JSON.stringify({
    ...{ format: 'stop-list/2', ...expected, number: 3 },
    pseudonyms: [
      { dataKind: 'presence', base64: some(32, 7) },
      { dataKind: 'movement', base64: some(16, 8) },
      { dataKind: 'return-visits', base64: some(16, 9) },
      { dataKind: 'presence', base64: some(16, 5) },
    ],
    ...overrides,
  });

test('a stop list is read, each data kind for itself', () => {
  expect(parseStopList(list(), expected)).toEqual({
    number: 3,
    pseudonyms: {
      presence: Buffer.concat([Buffer.alloc(32, 7), Buffer.alloc(16, 5)]),
      movement: Buffer.alloc(16, 8),
      'return-visits': Buffer.alloc(16, 9),
    },
  });
  expect(parseStopList(list({ pseudonyms: [] }), expected)!.pseudonyms.movement).toHaveLength(0);
});

test('a list of a month is a list of its own', () => {
  const month = { ...expected, period: '2026-03' as Period };
  expect(parseStopList(list({ period: '2026-03' }), month)).toMatchObject({ number: 3 });
  expect(parseStopList(list({ period: '2026-03' }), expected)).toBeUndefined();
  expect(parseStopList(list(), month)).toBeUndefined();
});

test.each([
  ['text', 'no JSON'],
  ['of another day', list({ period: '2026-03-05' })],
  ['of another market', list({ market: 'halle' })],
  ['of the format before', list({ format: 'stop-list/1' })],
  ['with half a pseudonym', list({ pseudonyms: [{ dataKind: 'movement', base64: 'AAAA' }] })],
  ['without number', list({ number: 0 })],
])('a stop list %s is refused', (_, text) => {
  expect(parseStopList(text, expected)).toBeUndefined();
});

const pseudonyms = fc.uniqueArray(fc.uint8Array({ minLength: 16, maxLength: 16 }), {
  maxLength: 30,
  selector: (bytes) => Buffer.from(bytes).toString('hex'),
});

test('who was added to a list is who is on it and was not before', () => {
  fc.assert(
    fc.property(pseudonyms, fc.nat(30), (all, known) => {
      const [older, newer] = [Buffer.concat(all.slice(0, known)), Buffer.concat([...all].reverse())];
      expect(findAdded(older, newer)).toEqual(Buffer.concat(all.slice(known).reverse()));
    }),
  );
});
