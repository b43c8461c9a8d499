import fc from 'fast-check';
import { addUp, countOutcomes, countReasons, findDays } from './count-outcomes';

const read = [
  { day: '1970-01-01', reason: 'impossible_time', rows: 4 },
  { day: '2026-06-08', reason: '', rows: 100 },
  { day: '2026-06-08', reason: 'unknown_cell', rows: 3 },
  { day: '2026-06-09', reason: '', rows: 7 },
];
const joined = [{ day: '2026-06-08', rows: 50, kept: 48 }];

describe('countOutcomes', () => {
  it('gives each row its first outcome, by day; rows of days that take none are rejected', () => {
    expect(countOutcomes(read, new Set(['2026-06-09']), joined)).toEqual([
      { day: 'unknown', read: 4, accepted: 0, withoutConsent: 0, duplicate: 0, rejected: 4 },
      { day: '2026-06-08', read: 103, accepted: 48, withoutConsent: 50, duplicate: 2, rejected: 3 },
      { day: '2026-06-09', read: 7, accepted: 0, withoutConsent: 0, duplicate: 0, rejected: 7 },
    ]);
  });

  it('adds up to what was read, whatever was read', () => {
    const day = fc.constantFrom('1970-01-01', '2026-06-08', '2026-06-09');
    const counts = fc.uniqueArray(fc.record({ day, reason: fc.constantFrom('', 'x', 'y'), rows: fc.nat(1000) }), {
      selector: (count) => `${count.day} ${count.reason}`,
    });
    fc.assert(
      fc.property(counts, fc.subarray(['2026-06-08', '2026-06-09']), fc.nat(1), (all, closed, half) => {
        const valid = findDays(all).filter((count) => !closed.includes(count.day));
        const matched = valid.map((count) => ({
          ...count,
          rows: count.rows >> half,
          kept: count.rows >> (half + 1),
        }));
        const outcomes = countOutcomes(all, new Set(closed), matched);
        const { read: total, ...parts } = addUp(outcomes);
        expect(total).toBe(all.reduce((sum, { rows }) => sum + rows, 0));
        expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
        const rejected = [...countReasons(all, new Set(closed)).values()].reduce((sum, count) => sum + count, 0);
        expect(rejected).toBe(parts.rejected);
      }),
    );
  });
});

it('countReasons counts rows of days that take none as day_closed, exactly', () => {
  expect([...countReasons(read, new Set(['2026-06-09']))]).toEqual([
    ['impossible_time', 4],
    ['unknown_cell', 3],
    ['day_closed', 7],
  ]);
});

it('findDays gives the days with valid rows only', () => {
  expect(findDays(read)).toEqual([
    { day: '2026-06-08', rows: 100 },
    { day: '2026-06-09', rows: 7 },
  ]);
});
