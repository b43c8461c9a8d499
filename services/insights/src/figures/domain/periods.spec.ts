import { addDays, dayAt, type Day, endOfDay, hoursOfDay, startOfDay, type TimeZone } from '@passant/contracts';
import fc from 'fast-check';
import { listPeriods, measureSpan, type PeriodGrain, toWholePeriods } from './periods';

const BERLIN = 'Europe/Berlin' as TimeZone;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'America/Sao_Paulo'] as TimeZone[];
const day = (text: string) => text as Day;
const iso = (ms: number) => new Date(ms).toISOString();

const anyDay = fc.integer({ min: 0, max: 30_000 }).map((by) => addDays(day('1990-01-01'), by));
const anyRange = fc.record({ from: anyDay, length: fc.integer({ min: 0, max: 120 }) }).map(({ from, length }) => ({
  from,
  to: addDays(from, length),
}));
const coarse = fc.constantFrom<PeriodGrain>('DAY', 'WEEK', 'MONTH');

describe('periods', () => {
  it.each([
    ['an ordinary day', '2025-03-29', 24],
    ['the day when clocks go forward', '2025-03-30', 23],
    ['the day when clocks go back', '2025-10-26', 25],
  ])('of %s are its hours', (_, text, hours) => {
    const periods = listPeriods('HOUR', { from: day(text), to: day(text) }, BERLIN);
    expect(periods).toHaveLength(hours);
    expect(iso(periods[0]!.startMs)).toBe(iso(startOfDay(day(text), BERLIN)));
  });

  it('of weeks are ISO weeks, Monday to Sunday, whole', () => {
    const weeks = listPeriods('WEEK', { from: day('2025-01-01'), to: day('2025-01-06') }, BERLIN);
    expect(weeks.map(({ startMs }) => iso(startMs))).toEqual(['2024-12-29T23:00:00.000Z', '2025-01-05T23:00:00.000Z']);
    expect(weeks.map(({ days }) => [days[0], days.at(-1), days.length])).toEqual([
      ['2024-12-30', '2025-01-05', 7],
      ['2025-01-06', '2025-01-12', 7],
    ]);
  });

  it('of months are calendar months, whole', () => {
    const months = listPeriods('MONTH', { from: day('2024-02-29'), to: day('2024-03-01') }, BERLIN);
    expect(months.map(({ days }) => [days[0], days.at(-1), days.length])).toEqual([
      ['2024-02-01', '2024-02-29', 29],
      ['2024-03-01', '2024-03-31', 31],
    ]);
  });

  it('cover every day once, in order, and all days asked about', () => {
    fc.assert(
      fc.property(coarse, anyRange, (grain, range) => {
        const periods = listPeriods(grain, range, BERLIN);
        const days = periods.flatMap((period) => period.days);
        const { firstDay, lastDay } = toWholePeriods(grain, range.from, range.to);
        expect(days).toEqual(Array.from({ length: days.length }, (_, by) => addDays(firstDay, by)));
        expect(days.at(-1)).toBe(lastDay);
        expect(firstDay <= range.from && lastDay >= range.to).toBe(true);
        for (const one of periods) expect(one.days.some((own) => own >= range.from && own <= range.to)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('begin where the day before ends, in every time zone', () => {
    fc.assert(
      fc.property(coarse, anyRange, fc.constantFrom(...ZONES), (grain, range, timeZone) => {
        for (const { startMs, days } of listPeriods(grain, range, timeZone)) {
          expect(startMs).toBe(endOfDay(addDays(days[0]!, -1), timeZone));
          expect(dayAt(startMs, timeZone)).toBe(days[0]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are never more than was said before they are made', () => {
    const grains = fc.constantFrom<PeriodGrain>('HOUR', 'DAY', 'WEEK', 'MONTH');
    fc.assert(
      fc.property(grains, anyRange, (grain, range) => {
        const span = measureSpan(grain, range.from, range.to);
        const periods = listPeriods(grain, range, BERLIN);
        expect(periods.length).toBeLessThanOrEqual(span.periods);
        if (grain !== 'HOUR') expect(periods).toHaveLength(span.periods);
        expect(new Set(periods.flatMap(({ days }) => days)).size).toBe(span.days);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['Asia/Kolkata', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Europe/Berlin'] as TimeZone[])(
    'of hours name every hour once, in order, also where days begin at half past: %s',
    (timeZone) => {
      fc.assert(
        fc.property(anyDay, fc.integer({ min: 0, max: 2 }), (from, length) => {
          const periods = listPeriods('HOUR', { from, to: addDays(from, length) }, timeZone);
          const starts = periods.map(({ startMs }) => startMs);
          expect(starts).toEqual([...new Set(starts)].sort((one, other) => one - other));
          for (const { startMs, days } of periods) {
            const measuring = [-1, 0, 1]
              .map((by) => addDays(dayAt(startMs, timeZone), by))
              .filter((one) => hoursOfDay(one, timeZone).includes(startMs));
            expect(days).toEqual(measuring);
          }
        }),
        { numRuns: 10 },
      );
    },
  );

  it('of an hour name the day whose release measures it', () => {
    const [first] = listPeriods('HOUR', { from: day('2025-10-26'), to: day('2025-10-26') }, BERLIN);
    expect(first?.days).toEqual(['2025-10-26']);
    expect(hoursOfDay(day('2025-10-26'), BERLIN)).toHaveLength(25);
  });
});
