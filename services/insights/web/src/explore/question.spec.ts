import fc from 'fast-check';
import { findProblems, PRODUCTS, readAsked, toVariables } from './question';
import { arc, lookOf, readShapes } from './zone-shapes';

const SPAN = { first: '2025-01-01', last: '2025-03-30' };
const asked = (words: string) => readAsked(new URLSearchParams(words), SPAN);

test('without a word it is the visitors of the last seven days', () => {
  expect(asked('')).toMatchObject({ product: 'visitors', grain: 'DAY', from: '2025-03-24', to: '2025-03-30' });
});

test('it begins no earlier than there are figures, and where the address says nothing else', () => {
  const young = { first: '2025-03-29', last: '2025-03-30' };
  expect(readAsked(new URLSearchParams(''), young)).toMatchObject({ from: '2025-03-29', to: '2025-03-30' });
  expect(readAsked(new URLSearchParams('from=2025-03-01'), young)).toMatchObject({ from: '2025-03-01' });
  expect(readAsked(new URLSearchParams('to=2025-02-10'), young)).toMatchObject({
    from: '2025-02-04',
    to: '2025-02-10',
  });
});

test('an address that somebody made up is a form that says what to put right, never an error', () => {
  const word = fc.constantFrom('product', 'zones', 'from', 'to', 'grain', 'age', 'leaflets', 'against');
  fc.assert(
    fc.property(fc.dictionary(word, fc.string()), (words) => {
      const form = readAsked(new URLSearchParams(words), SPAN);
      expect(PRODUCTS).toContain(form.product);
      const problems = findProblems(form);
      if (form.from > form.to) expect(problems).toContain('period');
    }),
  );
});

test('zones are needed but for what is about all of them; leaflets are a number', () => {
  expect(findProblems(asked('product=visitors'))).toEqual(['zones']);
  expect(findProblems(asked('product=flows'))).toEqual([]);
  expect(findProblems(asked('product=leaflets&zones=a&leaflets=many'))).toEqual(['leaflets']);
  expect(findProblems(asked('zones=a&from=2025-03-30&to=2025-03-29'))).toEqual(['period']);
});

test('every product asks with what its document takes', () => {
  const how = { contractId: 'c', estimate: true, idempotencyKey: null };
  expect(toVariables(asked('product=visitors&zones=a,b&age=18-24'), how)).toEqual({
    ...{ from: '2025-03-24', to: '2025-03-30', contractId: 'c', estimate: true, idempotencyKey: null },
    ...{ zoneIds: ['a', 'b'], grain: 'DAY', ages: ['18-24'], genders: null },
  });
  expect(toVariables(asked('product=flows&dayPart=06-10'), how)).toMatchObject({ zoneIds: null, dayParts: ['06-10'] });
});

test('suppressed is not zero is not "no data", on the map too', () => {
  const none = { value: null, low: null, high: null };
  expect(lookOf({ status: 'SUPPRESSED', ...none }, 10)).toBe('SUPPRESSED');
  expect(lookOf({ status: 'NO_DATA', ...none }, 10)).toBe('NO_DATA');
  expect(lookOf({ status: 'PUBLISHED', value: 0, low: 0, high: 3 }, 10)).toBe(1);
  expect(lookOf({ status: 'PUBLISHED', value: 10, low: 8, high: 12 }, 10)).toBe(5);
  expect(lookOf(undefined, 10)).toBe('NONE');
});

test('a shape that cannot be read leaves its zone out of the map; the way back is another arc', () => {
  expect(readShapes([{ id: 'a', name: 'A', shape: '<svg onload=1>' }])).toEqual([]);
  const [there, back] = [arc([0, 0], [2, 0]), arc([2, 0], [0, 0])];
  expect([there[0], there.at(-1)]).toEqual([
    [0, 0],
    [2, 0],
  ]);
  expect(there[12]![1]).toBeLessThan(0);
  expect(back[12]![1]).toBeGreaterThan(0);
});
