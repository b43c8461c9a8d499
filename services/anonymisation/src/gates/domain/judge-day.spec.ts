import { DAY_PARTS, type Day } from '@passant/contracts';
import { daysToCompare, judgeDay, type GateDayView, type GateFlows, type GateTable, type GateView } from './judge-day';
import { listTrips } from './list-trips';

const ZONES = 40;
const HOURS = 24;

/** A little, always the same, so that quartiles are not points. */
const wobble = (seed: number): number => Math.sin(seed * 12.9898) * 3;

const presenceOf = (people: (zone: number, hour: number) => number, hours = HOURS): GateTable => ({
  rows: ZONES,
  columns: hours,
  values: Array.from({ length: ZONES * hours }, (_, index) => people(Math.floor(index / hours), index % hours)),
  variance: 4,
});

const ordinary = (week: number, hours = HOURS): GateView => ({
  presence: presenceOf((zone, hour) => 500 + 20 * zone + wobble(1000 * week + 25 * zone + hour), hours),
  panel: 10_000,
});

const ids = Array.from({ length: ZONES }, (_, zone) => `z${zone}`);
const trips = (count: (from: number, to: number) => number): GateFlows =>
  listTrips(
    {
      rows: ids,
      columns: ids.flatMap((to) => DAY_PARTS.map((part) => `${to}/${part}`)),
      values: Array.from({ length: ZONES * ZONES * 6 }, (_, index) =>
        count(Math.floor(index / (ZONES * 6)), Math.floor((index % (ZONES * 6)) / 6)),
      ),
      variance: 1,
    },
    { places: ids, regionOfZone: ids.map(() => ZONES) },
  );

const weeks = [1, 2, 3, 4].map((week) => ordinary(week));
const today = (over: Partial<GateDayView> = {}): GateDayView => ({
  ...ordinary(0),
  flows: trips(() => 50),
  ...over,
});

describe('the gate of a day', () => {
  test('compares with the same weekday of the last four weeks', () => {
    expect(daysToCompare('2026-06-29' as Day)).toEqual(['2026-06-22', '2026-06-15', '2026-06-08', '2026-06-01']);
  });

  test('lets an ordinary day pass', () => {
    const verdict = judgeDay(today(), weeks);

    expect(verdict).toMatchObject({ state: 'passed', heldBy: [], notJudged: [], weeks: 4 });
  });

  test('holds a day on which more than 5 % of zones are out of line, and names them', () => {
    const presence = presenceOf((zone, hour) => (zone < 4 ? 1500 : 500 + 20 * zone + wobble(25 * zone + hour)));
    const verdict = judgeDay(today({ presence }), weeks);

    expect(verdict.heldBy).toContain('zones');
    expect(verdict.judgements.zones).toMatchObject({ outlying: expect.arrayContaining([0, 1, 2, 3]) as number[] });
  });

  test('holds a day whose total fell by half, and not one whose panel fell with it', () => {
    const half = presenceOf((zone, hour) => (500 + 20 * zone + wobble(25 * zone + hour)) / 2);

    expect(judgeDay(today({ presence: half }), weeks).heldBy).toContain('totals');
    expect(judgeDay(today({ presence: half, panel: 5_000 }), weeks).heldBy).not.toContain('totals');
  });

  test('holds a day on which zones fill up and never empty', () => {
    const oneWay = trips((from, to) => (from < 20 && to >= 20 ? 200 : 1));
    const verdict = judgeDay(today({ flows: oneWay }), weeks);

    expect(verdict.heldBy).toEqual(['asymmetry']);
  });

  test('judges what it can in the first weeks of a market', () => {
    const verdict = judgeDay(today(), weeks.slice(0, 1));

    expect(verdict).toMatchObject({ state: 'passed', notJudged: ['zones', 'totals'], weeks: 1 });
  });

  test('compares whole days where clocks changed in one of the weeks', () => {
    const verdict = judgeDay(today(), [...weeks.slice(0, 3), ordinary(4, 25)]);

    expect(verdict).toMatchObject({ state: 'passed', notJudged: [], weeks: 4 });
  });

  test('does not compare with a week over other zones', () => {
    const other: GateView = {
      presence: { ...weeks[3]!.presence, rows: ZONES - 1, values: weeks[3]!.presence.values.slice(HOURS) },
      panel: 10_000,
    };

    expect(judgeDay(today(), [...weeks.slice(0, 3), other]).weeks).toBe(3);
  });
});

describe('the trips of a day', () => {
  const places = { places: ['a', 'b', 'R-0', 'R-1'], regionOfZone: [2, 3] };
  const sum = (first: number) => 6 * first + 15;
  const values = (pairs: number) => Array.from({ length: 6 * pairs }, (_, index) => index);

  test('are those between zones, whose rows are where they begin', () => {
    const columns = ['a', 'b'].flatMap((to) => DAY_PARTS.map((part) => `${to}/${part}`));
    expect(listTrips({ rows: ['a', 'b'], columns, values: values(4), variance: 2 }, places)).toEqual({
      pairs: [
        { from: 0, to: 0, trips: sum(0) },
        { from: 0, to: 1, trips: sum(6) },
        { from: 1, to: 0, trips: sum(12) },
        { from: 1, to: 1, trips: sum(18) },
      ],
      variance: 12,
    });
  });

  test('are those between regions, near ones with far ones, where rows are pairs', () => {
    const rows = ['a/a', 'a/b', 'R-0/R-1', 'R-1/R-0'];
    expect(listTrips({ rows, columns: DAY_PARTS, values: values(4), variance: 2 }, places).pairs).toEqual([
      { from: 2, to: 2, trips: sum(0) },
      { from: 2, to: 3, trips: sum(6) },
      { from: 2, to: 3, trips: sum(12) },
      { from: 3, to: 2, trips: sum(18) },
    ]);
  });

  /** Zones 40 km apart in a line, one a region: out in two near trips, home in a far one. */
  test.each([
    ['come home', 1, []],
    ['do not come home', 0, [40, 42]],
  ])('balance where people who %s go out in near trips and back in far ones', (_, home, outlying) => {
    const regions = ids.map((__, zone) => `R${zone}`);
    const count: Record<string, number> = { 'z0/z1': 3000, 'z1/z2': 3000, 'R2/R0': 3000 * home };
    const pairs = ids.flatMap((from, one) =>
      ids.map((to, other) => (Math.abs(one - other) < 2 ? `${from}/${to}` : `${regions[one]}/${regions[other]}`)),
    );
    const gate = listTrips(
      {
        ...{ rows: pairs, columns: DAY_PARTS, variance: 1 },
        values: pairs.flatMap((pair) => DAY_PARTS.map((__, part) => (part === 3 ? (count[pair] ?? 0) : 0))),
      },
      { places: [...ids, ...regions], regionOfZone: ids.map((__, zone) => ZONES + zone) },
    );
    expect(judgeDay(today({ flows: gate }), weeks).judgements.asymmetry).toMatchObject({ state: 'passed', outlying });
  });
});

describe('small plans and markets without a known panel', () => {
  const smallWeek = (zones: number, week: number, panel: number): GateView => ({
    presence: {
      rows: zones,
      columns: 1,
      // A zone differs by some 5 % from week to week, as streets do.
      values: Array.from({ length: zones }, (_, zone) => 400 * (1 + 0.05 * gaussian(97 * week + zone))),
      variance: 4,
    },
    panel,
  });
  const share = (zones: number, panel = 1_000): number => {
    const verdicts = Array.from({ length: 400 }, (_, day) => {
      const past = [1, 2, 3, 4].map((week) => smallWeek(zones, 10 * day + week, panel));
      return judgeDay({ ...smallWeek(zones, 10 * day, panel), flows: null }, past);
    });
    return verdicts.filter(({ state }) => state === 'held').length / verdicts.length;
  };

  test.each([8, 13, 40])('are rarely held on ordinary days of %d zones', (zones) => {
    expect(share(zones)).toBeLessThan(0.06);
  });

  test('are not held because their panel is not known', () => {
    expect(share(40, 0)).toBeLessThan(0.06);
  });
});

/** Always the same for the same seed; nearly normal (Irwin and Hall). */
function gaussian(seed: number): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) {
    let bits = Math.imul((seed + 1) * 12 + draw, 2654435761) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 15), 2246822519) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 13), 3266489917) >>> 0;
    sum += ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
  }
  return sum;
}
