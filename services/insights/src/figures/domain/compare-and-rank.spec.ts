import { addDays, type Day, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { BERLIN, DAY, visitorsArtefact } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { comparePeriods, isLikeForLike } from './compare-periods';
import { visitorsMeasure } from './measures';
import { grainOfDays, toPeriod } from './periods';
import { EVERYBODY } from './profiles';
import { rankValues } from './rank-zones';

describe('the rank of zones', () => {
  it('is from 1 for the largest; equal ones share a place; what is not published has none', () => {
    expect(rankValues([10, null, 30, 10, 5])).toEqual([2, null, 1, 2, 4]);
  });

  it('orders as the values do', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (values) => {
        const ranks = rankValues(values);
        expect(Math.min(...(ranks as number[]))).toBe(1);
        for (const [one, value] of values.entries()) {
          expect(ranks[one]).toBe(1 + values.filter((other) => other > value).length);
        }
      }),
    );
  });
});

describe('like for like', () => {
  it.each([
    ['2025-03-29', '2025-03-22', true],
    ['2025-03-29', '2024-03-30', true],
    ['2025-03-29', '2025-03-28', false],
  ] as [Day, Day, boolean][])('%s against %s: %s', (from, against, alike) => {
    expect(isLikeForLike(from, against)).toBe(alike);
  });

  const before = addDays(DAY, -7);
  const periods = {
    period: toPeriod({ from: DAY, to: DAY }, BERLIN),
    base: toPeriod({ from: before, to: before }, BERLIN),
  };
  const ask = (now: number, then: number) => {
    const tables = toTables([
      visitorsArtefact({ noisy: () => now }),
      visitorsArtefact({ period: before, noisy: () => then }),
    ]);
    const zones = [tables.byZone.get('centre' as ZoneId)!];
    return comparePeriods(visitorsMeasure(EVERYBODY), periods, { tables, zones, extrapolated: true });
  };

  it('is one over the other, with an interval', () => {
    const { status, estimate } = ask(1200, 1000);
    expect(status).toBe('PUBLISHED');
    expect(estimate!.value).toBeCloseTo(1.2, 9);
    expect(estimate!.low < 1.2 && 1.2 < estimate!.high).toBe(true);
  });

  it('is suppressed where the base is so near its threshold that it may be nothing', () => {
    const found = Array.from({ length: 100 }, (_, then) => ask(1200, 4 + then / 10)).map(({ status, estimate }) => ({
      status,
      isBounded: estimate !== null && Number.isFinite(estimate.high),
    }));
    const published = found.filter(({ status }) => status === 'PUBLISHED');
    expect(published.length > 0 && published.every(({ isBounded }) => isBounded)).toBe(true);
    expect(published.length).toBeLessThan(found.length);
  });

  it('is suppressed where either is', () => {
    expect([ask(1, 1000).status, ask(1000, 1).status]).toEqual(['SUPPRESSED', 'SUPPRESSED']);
  });
});

describe('the grain of some days', () => {
  it.each([
    ['2025-03-01', '2025-03-31', 'MONTH'],
    ['2025-01-01', '2025-12-31', 'MONTH'],
    ['2025-03-24', '2025-03-30', 'WEEK'],
    ['2025-03-25', '2025-03-31', 'DAY'],
    ['2025-03-29', '2025-03-29', 'DAY'],
  ] as [Day, Day, string][])('from %s to %s is %s', (from, to, grain) => {
    expect(grainOfDays({ from, to })).toBe(grain);
  });
});
