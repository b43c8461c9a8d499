import fc from 'fast-check';
import {
  addDays,
  type Day,
  dayAt,
  daySchema,
  endOfDay,
  hoursOfDay,
  startOfDay,
  type TimeZone,
  timeZoneSchema,
} from './day';

const HOUR_MS = 3_600_000;
const zone = (name: string): TimeZone => timeZoneSchema.parse(name);
const day = (text: string): Day => daySchema.parse(text);
const at = (text: string): number => Date.parse(text);

describe('a local day', () => {
  test.each([
    {
      what: 'a day in winter',
      name: '2026-01-15',
      timeZone: 'Europe/Berlin',
      start: '2026-01-14T23:00:00Z',
      hours: 24,
    },
    {
      what: 'a day in summer',
      name: '2026-06-08',
      timeZone: 'Europe/Berlin',
      start: '2026-06-07T22:00:00Z',
      hours: 24,
    },
    { what: 'the short day', name: '2026-03-29', timeZone: 'Europe/Berlin', start: '2026-03-28T23:00:00Z', hours: 23 },
    { what: 'the long day', name: '2026-10-25', timeZone: 'Europe/Berlin', start: '2026-10-24T22:00:00Z', hours: 25 },
    {
      what: 'the short day in America',
      name: '2012-03-11',
      timeZone: 'America/New_York',
      start: '2012-03-11T05:00:00Z',
      hours: 23,
    },
    {
      what: 'the long day in America',
      name: '2012-11-04',
      timeZone: 'America/New_York',
      start: '2012-11-04T04:00:00Z',
      hours: 25,
    },
    {
      what: 'a zone ahead of UTC by more than half a day',
      name: '2026-06-08',
      timeZone: 'Pacific/Auckland',
      start: '2026-06-07T12:00:00Z',
      hours: 24,
    },
    {
      what: 'a day whose midnight the clocks skip',
      name: '2018-11-04',
      timeZone: 'America/Sao_Paulo',
      start: '2018-11-04T03:00:00Z',
      hours: 23,
    },
    {
      what: 'a day whose midnight the clocks repeat',
      name: '2018-02-17',
      timeZone: 'America/Sao_Paulo',
      start: '2018-02-17T02:00:00Z',
      hours: 25,
    },
    {
      what: 'the last long day at Lisbon',
      name: '2026-10-25',
      timeZone: 'Europe/Lisbon',
      start: '2026-10-24T23:00:00Z',
      hours: 25,
    },
  ])('$what begins at its first instant and has its hours', ({ name, timeZone, start, hours }) => {
    const begin = startOfDay(day(name), zone(timeZone));

    expect(new Date(begin).toISOString()).toBe(new Date(start).toISOString());
    expect((endOfDay(day(name), zone(timeZone)) - begin) / HOUR_MS).toBe(hours);
    expect(hoursOfDay(day(name), zone(timeZone))).toHaveLength(hours);
  });

  test('names its hours by their UTC starts, the repeated hour twice', () => {
    const hours = hoursOfDay(day('2026-10-25'), zone('Europe/Berlin')).map((hour) => new Date(hour).toISOString());

    expect(hours.slice(2, 5)).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
    expect(new Set(hours).size).toBe(25);
  });

  test('in a zone with a half-hour offset covers the whole day in UTC hours', () => {
    const hours = hoursOfDay(day('2026-06-08'), zone('Asia/Kolkata'));

    expect(hours[0]).toBe(at('2026-06-07T18:00:00Z'));
    expect(hours.at(-1)! + HOUR_MS).toBeGreaterThanOrEqual(endOfDay(day('2026-06-08'), zone('Asia/Kolkata')));
  });

  test('steps over months, years and leap days', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28');
  });

  test('refuses what is no day and no zone', () => {
    expect(daySchema.safeParse('2026-02-30').success).toBe(false);
    expect(daySchema.safeParse('8.6.2026').success).toBe(false);
    expect(timeZoneSchema.safeParse('Mars/Olympus').success).toBe(false);
  });

  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
    'Pacific/Apia',
    'America/Havana',
    'UTC',
  );
  const instants = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });

  test('holds every instant that lies in it, and the days follow without a gap', () => {
    fc.assert(
      fc.property(instants, zones, (instant, name) => {
        const timeZone = zone(name);
        const own = dayAt(instant, timeZone);
        expect(startOfDay(own, timeZone)).toBeLessThanOrEqual(instant);
        expect(endOfDay(own, timeZone)).toBeGreaterThan(instant);
        expect(endOfDay(own, timeZone)).toBe(startOfDay(addDays(own, 1), timeZone));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
