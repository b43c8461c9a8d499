import { makeFormat } from './format';

test('figures have three digits that count, in the words of the language', () => {
  expect(['en', 'de'].map((language) => makeFormat(language as 'en' | 'de').number(12_345.6))).toEqual([
    '12,300',
    '12.300',
  ]);
  expect(makeFormat('en').number(1.2345)).toBe('1.23');
  expect(makeFormat('en').number(0)).toBe('0');
});

test('a day is the day of the market, whether as a date or as the instant at which it begins', () => {
  const format = makeFormat('en', 'Europe/Berlin');
  // Midnight of the 30th in Berlin, which is the 29th in UTC.
  expect([format.day('2025-03-30'), format.day('2025-03-29T23:00:00.000Z')]).toEqual([
    'Sun, 30 Mar 2025',
    'Sun, 30 Mar 2025',
  ]);
  expect(format.hour('2025-03-30T01:00:00.000Z')).toBe('03:00');
});

test('money is whole minor units', () => {
  expect(makeFormat('en').money(12_345, 'EUR')).toBe('€123.45');
});
