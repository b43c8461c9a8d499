import {
  addDays,
  type Day,
  hoursOfDay,
  type ReleaseId,
  type TimeZone,
  type ZoneId,
  type ZonePlanId,
} from '@passant/contracts';
import { fromReleasedRecord, tau, thresholdZ } from '@passant/privacy';
import fc from 'fast-check';
import { composeSeries } from './compose-series';
import { presenceMeasure, visitorsMeasure } from './measures';
import { listPeriods, type PeriodGrain } from './periods';
import { EVERYBODY } from './profiles';
import { NO_ROWS, type PeriodTables, type ReleasedTable, type Tables, type ZoneRow } from './released-tables';
import { toUnit } from './units';

const BERLIN = 'Europe/Berlin' as TimeZone;
const MONDAY = '2025-03-24' as Day; // its week ends on the day when clocks go forward
const ZONES = 63;
const ZONE = 'centre' as ZoneId;
const EXTRAPOLATION = { factor: 5, variance: 0.0001 };
const VISITORS_VARIANCE = 858;
const Z_95 = 1.959963984540054;
const iso = (ms: number) => new Date(ms).toISOString();
type Product = 'presence' | 'visitors';

/** Released days with one zone's values each. */
function world(
  product: Product,
  days: Map<Day, readonly number[]>,
  extrapolated = true,
  mixings: readonly number[] = [],
): Tables {
  const unitsPerPerson = product === 'presence' ? 16 : 1;
  const variance = product === 'presence' ? 355_556 : VISITORS_VARIANCE;
  const byPeriod = new Map<Day, PeriodTables>();
  const rows = new Map<ReleasedTable, ZoneRow>();
  for (const [day, values] of days) {
    const columns = product === 'presence' ? hoursOfDay(day, BERLIN).map(iso) : ['all'];
    const table: ReleasedTable = {
      ...{
        releaseId: `release-${day}` as ReleaseId,
        planId: 'plan' as ZonePlanId,
        period: day,
        table: product,
        methodVersion: '1',
        columns,
      },
      ...{ leastPeople: 20, strata: extrapolated ? 'total' : null, panelMeasured: null },
      ...{ tableRows: ZONES, variance, unitsPerPerson, classes: null, city: null, locationError: null },
      tau: tau(20 * unitsPerPerson, thresholdZ(ZONES * columns.length), Math.sqrt(variance)),
    };
    byPeriod.set(day, new Map([[product, table]]));
    rows.set(table, toRow(values, extrapolated, mixings));
  }
  return { byPeriod, byZone: new Map([[ZONE, rows]]) };
}

const toRow = (values: readonly number[], extrapolated = true, mixings: readonly number[] = []): ZoneRow =>
  fromReleasedRecord({
    values,
    factors: [extrapolated ? EXTRAPOLATION.factor : null],
    factorVariances: [extrapolated ? EXTRAPOLATION.variance : null],
    factorMixings: mixings,
  });

function ask(product: Product, grain: PeriodGrain, tables: Tables, asked: { from: Day; to: Day }) {
  const periods = listPeriods(grain, asked, BERLIN);
  const measure = product === 'presence' ? presenceMeasure(grain) : visitorsMeasure(EVERYBODY);
  const summed = grain === 'WEEK' || grain === 'MONTH';
  const question = { periods, toUnit: (extrapolated: boolean) => toUnit({ product, summed, extrapolated }) };
  return composeSeries(measure, question, { tables, zones: [tables.byZone.get(ZONE) ?? NO_ROWS] });
}

const tableOf = (tables: Tables, day: Day) => [...tables.byPeriod.get(day)!.values()][0]!;

const hoursIn = (day: Day) => hoursOfDay(day, BERLIN).length;
const week = Array.from({ length: 7 }, (_, by) => addDays(MONDAY, by));
const flat = (units: number) => new Map(week.map((day) => [day, Array<number>(hoursIn(day)).fill(units)]));
const large = fc.integer({ min: 16_000, max: 160_000 });
const presenceWeek = fc
  .tuple(...week.map((day) => fc.array(large, { minLength: hoursIn(day), maxLength: hoursIn(day) })))
  .map((values) => new Map(week.map((day, index) => [day, values[index]!])));
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('presence', () => {
  it('is the noisy value over 16, times people in the city for one in the panel', () => {
    const series = ask('presence', 'HOUR', world('presence', flat(16_000)), { from: MONDAY, to: MONDAY });
    expect(series.values).toHaveLength(24);
    expect(series.values[0]).toBeCloseTo(5000);
    expect(series.lows[0]!).toBeLessThan(5000);
    expect(series.highs[0]!).toBeGreaterThan(5000);
    expect(series.statuses).toEqual(Array(24).fill('PUBLISHED'));
    expect(series.unit).toBe('people');
    expect(series.releaseIds).toEqual([`release-${MONDAY}`]);
    expect(series.methodVersion).toBe('1');
  });

  it('has an interval of sampling, noise and the error of the factor', () => {
    const series = ask('presence', 'HOUR', world('presence', flat(16_000)), { from: MONDAY, to: MONDAY });
    const variance = 25 * (1000 * (1 - 1 / 5) + 355_556 / 256) + 1000 ** 2 * EXTRAPOLATION.variance;
    expect(series.highs[0]! - series.values[0]!).toBeCloseTo(1.96 * Math.sqrt(variance), 1);
  });

  it('of a day takes how people are mixed as half the same in all hours, and all of an error that releases do not tell apart', () => {
    const day = { from: MONDAY, to: MONDAY };
    const widthOf = (grain: PeriodGrain, mixings: readonly number[]) => {
      const { highs, values } = ask('presence', grain, world('presence', flat(16_000), true, mixings), day);
      return (highs[0]! - values[0]!) / Z_95;
    };
    // Half of a variance of 1,000² · 0.0001 is mixing: of 24 hours' mean 0.5 + 0.5/24 of it are left.
    const half = EXTRAPOLATION.variance / 2;
    expect(widthOf('HOUR', [half])).toBeCloseTo(widthOf('HOUR', []), 9);
    const left = 1000 ** 2 * half * (0.5 + 0.5 / 24);
    expect(widthOf('DAY', []) ** 2 - widthOf('DAY', [half]) ** 2).toBeCloseTo(1000 ** 2 * half - left, 6);
  });

  it('of a day is the mean of its 23, 24 or 25 hours', () => {
    fc.assert(
      fc.property(presenceWeek, (values) => {
        const tables = world('presence', values);
        const hours = ask('presence', 'HOUR', tables, { from: MONDAY, to: week[6]! });
        const days = ask('presence', 'DAY', tables, { from: MONDAY, to: week[6]! });
        let first = 0;
        week.forEach((day, index) => {
          const ofDay = hours.values.slice(first, first + hoursIn(day));
          first += hoursIn(day);
          expect(days.values[index]!).toBeCloseTo(sum(ofDay) / hoursIn(day), 6);
        });
        expect(first).toBe(167);
      }),
      { numRuns: 20 },
    );
  });

  it('of a week is the mean of all its hours', () => {
    fc.assert(
      fc.property(presenceWeek, (values) => {
        const tables = world('presence', values);
        const hours = ask('presence', 'HOUR', tables, { from: MONDAY, to: week[6]! });
        const whole = ask('presence', 'WEEK', tables, { from: MONDAY, to: MONDAY });
        expect(whole.values).toHaveLength(1);
        expect(whole.values[0]!).toBeCloseTo(sum(hours.values) / 167, 6);
        expect(whole.releaseIds).toHaveLength(7);
      }),
      { numRuns: 20 },
    );
  });

  it('of a day that begins at half past is the mean of its 24 hours, though it reaches into 25', () => {
    const kolkata = 'Asia/Kolkata' as TimeZone;
    const columns = hoursOfDay(MONDAY, kolkata).map(iso);
    const table = { ...tableOf(world('presence', new Map([[MONDAY, []]])), MONDAY), columns };
    const row = toRow(columns.map((_, column) => (column === 0 || column === 24 ? 8_000 : 16_000)));
    const periods = listPeriods('DAY', { from: MONDAY, to: MONDAY }, kolkata);
    const tables = { byPeriod: new Map([[MONDAY, new Map([['presence' as const, table]])]]), byZone: new Map() };
    const series = composeSeries(
      presenceMeasure('DAY'),
      { periods, toUnit: () => 'people' },
      { tables, zones: [new Map([[table, row]])] },
    );
    expect(columns).toHaveLength(25);
    expect(series.values[0]).toBeCloseTo(5000);
  });

  it('clears the threshold over a day where no hour does', () => {
    const tables = world('presence', flat(16 * 60));
    expect(new Set(ask('presence', 'HOUR', tables, { from: MONDAY, to: MONDAY }).statuses)).toEqual(
      new Set(['SUPPRESSED']),
    );
    expect(ask('presence', 'DAY', tables, { from: MONDAY, to: MONDAY }).statuses).toEqual(['PUBLISHED']);
  });

  it('is judged on unclipped noisy values: negative hours count against the day', () => {
    const values = Array.from({ length: 24 }, (_, hour) => (hour % 2 === 0 ? 16 * 120 : -16 * 120));
    const day = ask('presence', 'DAY', world('presence', new Map([[MONDAY, values]])), { from: MONDAY, to: MONDAY });
    expect(day.statuses).toEqual(['SUPPRESSED']);
  });

  it.each([
    [0, 'PUBLISHED'],
    [-1, 'SUPPRESSED'],
  ])('of an hour is published from the threshold of its release on (%i unit)', (by, status) => {
    const threshold = Math.ceil(tableOf(world('presence', flat(0)), MONDAY).tau);
    const series = ask('presence', 'HOUR', world('presence', flat(threshold + by)), { from: MONDAY, to: MONDAY });
    expect(series.statuses[0]).toBe(status);
  });
});

describe('visitors', () => {
  const people = 4000; // so many that no limit is bent by the threshold
  const sevenDays = new Map(week.map((day) => [day, [people]]));

  it('of a day are the fitted total', () => {
    const series = ask('visitors', 'DAY', world('visitors', sevenDays), { from: MONDAY, to: MONDAY });
    expect(series.values).toEqual([20_000]);
    expect(series.unit).toBe('people a day');
  });

  it('over days are visits, the sum of the days, and never called people', () => {
    const series = ask('visitors', 'WEEK', world('visitors', sevenDays), { from: MONDAY, to: MONDAY });
    expect(series.values[0]).toBeCloseTo(140_000);
    expect(series.unit).toBe('visits');
  });

  it('carry noise of all seven days in the threshold of a week', () => {
    const least = 20 + 3.09 * Math.sqrt(7 * VISITORS_VARIANCE);
    const at = (whole: number) => {
      const days = new Map(week.map((day) => [day, [whole / 7]]));
      return ask('visitors', 'WEEK', world('visitors', days), { from: MONDAY, to: MONDAY }).statuses[0];
    };
    expect(at(Math.ceil(least))).toBe('PUBLISHED');
    expect(at(Math.floor(least))).toBe('SUPPRESSED');
  });

  it('add up: noise variances; sampling of partly the same people; the errors of factors as standard deviations (the same strata)', () => {
    const day = ask('visitors', 'DAY', world('visitors', sevenDays), { from: MONDAY, to: MONDAY });
    const whole = ask('visitors', 'WEEK', world('visitors', sevenDays), { from: MONDAY, to: MONDAY });
    const sampling = people * 0.8;
    const noise = 25 * VISITORS_VARIANCE;
    const factor = people ** 2 * EXTRAPOLATION.variance;
    const half = (series: typeof day) => (series.highs[0]! - series.values[0]!) / 1.959963984540054;
    expect(half(day) ** 2).toBeCloseTo(noise + factor + 25 * sampling, 0);
    expect(half(whole) ** 2).toBeCloseTo(7 * noise + 49 * factor + (0.43 * 49 + 0.57 * 7) * 25 * sampling, 0);
  });
});

describe('what is not there', () => {
  const sixDays = new Map([...flat(16_000)].slice(0, 6));

  it('is NO_DATA for a day without a release, and for every period that needs it', () => {
    const tables = world('presence', sixDays);
    const days = ask('presence', 'DAY', tables, { from: MONDAY, to: week[6]! });
    expect(days.statuses).toEqual([...Array<string>(6).fill('PUBLISHED'), 'NO_DATA']);
    const whole = ask('presence', 'WEEK', tables, { from: MONDAY, to: MONDAY });
    expect(whole).toMatchObject({ statuses: ['NO_DATA'], values: [null], lows: [null], highs: [null], releaseIds: [] });
  });

  it('is NO_DATA for a zone that the release does not have', () => {
    const tables = { ...world('presence', sixDays), byZone: new Map() };
    const series = ask('presence', 'DAY', tables, { from: MONDAY, to: MONDAY });
    expect(series.statuses).toEqual(['NO_DATA']);
  });

  it('has neither value nor limits where it is suppressed, and is nobody’s sale', () => {
    const series = ask('presence', 'DAY', world('presence', flat(0)), { from: MONDAY, to: MONDAY });
    expect(series).toMatchObject({ statuses: ['SUPPRESSED'], values: [null], lows: [null], highs: [null] });
    expect(series.soldByRelease.size).toBe(0);
  });

  it('speaks of the panel only where there are no public residents', () => {
    const tables = world('presence', flat(16_000), false);
    const series = ask('presence', 'DAY', tables, { from: MONDAY, to: MONDAY });
    expect(series.values[0]).toBeCloseTo(1000);
    expect(series.unit).toBe('people, panel only');
  });

  it('speaks of the panel throughout where one of its days could not be extrapolated', () => {
    const tables = world('presence', flat(16_000));
    const rows = new Map(tables.byZone.get(ZONE)!);
    rows.set(tableOf(tables, MONDAY), toRow(Array<number>(24).fill(16_000), false));
    const alike = { ...tables, byZone: new Map([[ZONE, rows]]) };
    const series = ask('presence', 'DAY', alike, { from: MONDAY, to: addDays(MONDAY, 1) });
    expect(series.statuses).toEqual(['PUBLISHED', 'PUBLISHED']);
    expect(series.values.map((value) => Math.round(value!))).toEqual([1000, 1000]);
    expect(series.unit).toBe('people, panel only');
  });
});

describe('sales', () => {
  it('count each published figure for every release it is made of', () => {
    const series = ask('presence', 'WEEK', world('presence', flat(16_000)), { from: MONDAY, to: MONDAY });
    expect([...series.soldByRelease.values()]).toEqual(Array(7).fill(1));
  });
});

describe('units', () => {
  it.each([
    ['presence', true, true, 'people'],
    ['visitors', false, true, 'people a day'],
    ['visitors', true, true, 'visits'],
    ['dwell', true, true, 'visits'],
    ['flows', true, true, 'trips'],
    ['frequency', false, true, 'people a month'],
    ['visitors', true, false, 'visits, panel only'],
  ] as const)('of %s (sum: %s)', (product, summed, extrapolated, unit) => {
    expect(toUnit({ product, summed, extrapolated })).toBe(unit);
  });
});
