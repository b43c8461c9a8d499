import { addDays, type Day, hoursOfDay, type TimeZone, type ZoneId } from '@passant/contracts';
import { DAY, finish, makeTable } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { composeSeries, type Series } from './compose-series';
import { presenceMeasure } from './measures';
import { listPeriods, type PeriodGrain } from './periods';

const KOLKATA = 'Asia/Kolkata' as TimeZone;
const CENTRE = 'centre' as ZoneId;
const NEXT = addDays(DAY, 1);
const UNITS = 16;
const FACTOR = 10;

/** The presence of a day: half of the people of an hour in each of the two hours at its edges. */
function presenceOf(period: Day, { people, ...overrides }: { people: number; leastPeople?: number; strata?: 'total' }) {
  const hours = hoursOfDay(period, KOLKATA);
  const columns = hours.map((start) => new Date(start).toISOString());
  const noisy = (_zone: ZoneId, hour: number) =>
    UNITS * (hour === 0 || hour === hours.length - 1 ? people / 2 : people);
  const zones = [CENTRE];
  const table = makeTable('presence', { zones, columns, variance: 355_556, unitsPerPerson: UNITS, noisy });
  const { leastPeople } = overrides;
  const strata: 'total' | 'age-and-gender' = overrides.strata ?? 'age-and-gender';
  const extrapolation = { factors: [{ factor: FACTOR, variance: 0 }], strata, panelMeasured: 60_000 };
  const least = leastPeople === undefined ? {} : { leastPeople };
  return finish({
    product: 'presence',
    period,
    unitsPerPerson: UNITS,
    zones,
    tables: [table],
    extrapolation,
    ...least,
  });
}

function ask(days: ReturnType<typeof presenceOf>[], grain: PeriodGrain): Series & { starts: string[] } {
  const tables = toTables(days);
  const periods = listPeriods(grain, { from: DAY, to: NEXT }, KOLKATA);
  const question = { periods, toUnit: () => 'people' };
  const series = composeSeries(presenceMeasure(grain), question, { tables, zones: [tables.byZone.get(CENTRE)!] });
  return { ...series, starts: periods.map(({ startMs }) => new Date(startMs).toISOString()) };
}

describe('where days begin at half past', () => {
  const days = [presenceOf(DAY, { people: 3000 }), presenceOf(NEXT, { people: 3000 })];

  it('the hour at midnight is one, with what both days measured of it; those at the ends lack a day', () => {
    const { starts, values, statuses } = ask(days, 'HOUR');
    expect(starts).toHaveLength(49);
    expect(new Set(starts).size).toBe(49);
    expect(starts[24]).toBe('2025-03-29T18:00:00.000Z');
    expect(values[24]).toBeCloseTo(3000 * FACTOR, 6);
    expect(values[23]).toBeCloseTo(3000 * FACTOR, 6);
    expect([statuses[0], statuses[48]]).toEqual(['NO_DATA', 'NO_DATA']);
    expect(new Set(statuses.slice(1, 48))).toEqual(new Set(['PUBLISHED']));
  });

  it('it has no data where one of the two days was not released', () => {
    const { statuses } = ask(days.slice(0, 1), 'HOUR');
    expect([statuses[23], statuses[24]]).toEqual(['PUBLISHED', 'NO_DATA']);
  });

  it('a day is the mean of its 24 hours', () => {
    for (const value of ask(days, 'DAY').values) expect(value).toBeCloseTo(3000 * FACTOR, 6);
  });
});

describe('releases that were made differently', () => {
  it('are marked: what each was extrapolated by', () => {
    const [one, other] = [presenceOf(DAY, { people: 3000 }), presenceOf(NEXT, { people: 3000, strata: 'total' })];
    expect(ask([one], 'DAY').strata).toEqual(['age-and-gender']);
    expect(ask([one, other], 'DAY').strata).toEqual(['age-and-gender', 'total']);
  });

  it('are judged by the people that their policy asks for, and by 20 where they do not say it', () => {
    const statusOf = (leastPeople?: number) =>
      ask([presenceOf(DAY, { people: 60, ...(leastPeople ? { leastPeople } : {}) })], 'DAY').statuses[0];
    expect([statusOf(), statusOf(20), statusOf(50)]).toEqual(['PUBLISHED', 'PUBLISHED', 'SUPPRESSED']);
  });
});
