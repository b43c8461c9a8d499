import { addDays, type Day, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { BERLIN, DAY, presenceArtefact, visitorsArtefact } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { comparePeriods, findAlike, isLikeForLike } from './compare-periods';
import { presenceMeasure, visitorsMeasure } from './measures';
import { grainOfDays, listPeriods, toPeriod } from './periods';
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
  const alike = (days: { from: Day; to: Day }, against: { from: Day; to: Day }) =>
    findAlike(toPeriod(days, BERLIN), listPeriods('DAY', against, BERLIN));
  const periods = alike({ from: DAY, to: DAY }, { from: before, to: before })!;
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

  it('takes any other time: each weekday against the mean of that weekday, over months and the day when clocks change', () => {
    const month = { from: '2025-03-01' as Day, to: '2025-03-31' as Day };
    const february = { from: '2025-02-01' as Day, to: '2025-02-28' as Day };
    const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();
    const level = (day: Day) => (1 + weekday(day)) * (day < month.from ? 200 : 300);
    const days = Array.from({ length: 59 }, (_, by) => addDays(february.from, by));
    const given = alike(month, february)!;
    expect(given.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(31, 9);
    for (const [measure, make] of [
      [visitorsMeasure(EVERYBODY), (period: Day) => visitorsArtefact({ period, noisy: () => level(period) })],
      [presenceMeasure('DAY'), (period: Day) => presenceArtefact({ period, noisy: () => 16 * level(period) })],
    ] as const) {
      const tables = toTables(days.map(make));
      const zones = [tables.byZone.get('centre' as ZoneId)!];
      const { status, estimate } = comparePeriods(measure, given, { tables, zones, extrapolated: true });
      expect(status).toBe('PUBLISHED');
      // On the 30th of March presence has an hour less: its Sunday weighs a little less than February's.
      expect(Math.abs(estimate!.value - 1.5)).toBeLessThan(0.005);
    }
  });

  it('needs every weekday of the period in the other time', () => {
    expect(alike({ from: DAY, to: DAY }, { from: addDays(DAY, 1), to: addDays(DAY, 6) })).toBeNull();
    expect(alike({ from: DAY, to: DAY }, { from: addDays(DAY, 1), to: addDays(DAY, 7) })!.weights).toEqual([1]);
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
