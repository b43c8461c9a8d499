import { addDays, type Day } from '@passant/contracts';
import { findExcess, findReadExcess, MOST_FIGURES, MOST_ZONE_DAYS } from './check-size';

const FROM = '2025-01-01' as Day;
const until = (days: number) => ({ from: FROM, to: addDays(FROM, days - 1) });

describe('the size of a question', () => {
  it.each([
    ['HOUR', 63, 31, undefined],
    ['HOUR', 900, 3, 'figures'],
    ['DAY', 30, 1000, undefined],
    ['DAY', 30, 1001, 'zone-days'],
    ['WEEK', 1, 3650, undefined],
    ['MONTH', 900, 31, undefined],
    ['MONTH', 900, 365, 'zone-days'],
  ] as const)('by %s for %i zones over %i days', (grain, zones, days, kind) => {
    expect(findExcess({ zones, grain }, until(days))?.kind).toBe(kind);
  });

  it('is judged without making the periods of a century', () => {
    expect(findExcess({ zones: 1, grain: 'HOUR' }, { from: '1970-01-01' as Day, to: '2099-12-31' as Day })).toEqual({
      kind: 'figures',
      most: MOST_FIGURES,
    });
    expect(MOST_ZONE_DAYS).toBeGreaterThan(900 * 31);
  });
});

describe('what is about to be read', () => {
  it.each([
    ['long rows', [{ rows: 1155, columns: 3462 }], undefined],
    ['one row more', [{ rows: 1156, columns: 3462 }], { kind: 'values', most: 4_000_000 }],
    [
      'short rows',
      [
        { rows: 75_000, columns: 6 },
        { rows: 75_000, columns: 6 },
      ],
      undefined,
    ],
    [
      'one of them more',
      [
        { rows: 75_000, columns: 6 },
        { rows: 75_001, columns: 6 },
      ],
      { kind: 'rows', most: 150_000 },
    ],
  ])('is bounded in values and rows together: %s', (_, read, excess) => {
    expect(findReadExcess(read)).toEqual(excess);
  });
});
