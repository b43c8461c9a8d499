import { parseCounts, toFigures } from './to-figures';

describe('figures', () => {
  const counts = parseCounts('3\t0\t1\t5\n3\t1\t0\t2\n1\t0\t1\t7\n3\t0\t1\t1\n');

  test('are the full public domain of one group, zeros included, added up', () => {
    expect(toFigures(counts, { group: 'both', rows: 2, columns: 2 })).toEqual([0, 6, 2, 0]);
    expect(toFigures(counts, { group: 'place-statistics', rows: 2, columns: 2 })).toEqual([0, 7, 0, 0]);
    expect(toFigures([], { group: 'both', rows: 1, columns: 3 })).toEqual([0, 0, 0]);
  });

  test.each([
    ['a row', '3\t2\t0\t1\n'],
    ['a column', '3\t0\t2\t1\n'],
    ['the safe integers', '3\t0\t0\t9007199254740993\n'],
    ['numbers', 'x\ty\tz\t1\n3\t0\t0\tNaN\n'],
  ])('beyond %s are refused', (_, text) => {
    expect(() => toFigures(parseCounts(text), { group: 'both', rows: 2, columns: 2 })).toThrow(RangeError);
  });
});
