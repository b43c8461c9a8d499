import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_PARTS, startOfDay, type Day, type TimeZone } from '@passant/contracts';
import { toPlan, transform, transformPerPerson, type TestEvent } from '../../test/test-day';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const timeZone = 'Europe/Berlin' as TimeZone;
const DAY = '2026-03-04' as Day;
const HOUR = 3600;
const PARTS = DAY_PARTS.length;

/**
 * Cells `c0` to `c11` a kilometre apart, each in its own zone. Two parts of a centre (zones 12 and 13) 100 m apart with cells of
 * their own, a third (14) heard from outside only; `near` in zone 0, 400 m from `c0`; `out` lies outside.
 */
const LINE = 12;
const KILOMETRE = 1 / 111.195;
const cellAt = (cellId: string, footprint: number, kilometres: number) => ({
  cellId,
  footprint,
  latitude: 51 + kilometres * KILOMETRE,
  longitude: 12,
});
const plan = toPlan(
  15,
  {
    cells: [
      ...Array.from({ length: LINE }, (_, cell) => cellAt(`c${cell}`, cell, cell)),
      cellAt('part-1', 12, 3.0),
      cellAt('part-2', 13, 3.1),
      cellAt('part-3', 14, 3.2),
      cellAt('near', 15, 0.4),
      cellAt('far-enough', 16, 0.6),
      cellAt('out', 17, -3),
    ],
    footprints: [
      ...Array.from({ length: LINE + 2 }, (_, zone) => ({ zones: [zone], probabilities: [1] })),
      { zones: [3, 14], probabilities: [0.01, 0.99] },
      { zones: [1], probabilities: [1] },
      { zones: [1], probabilities: [1] },
      { zones: [15], probabilities: [1] },
    ],
    overlaps: [],
  },
  { kinds: [...Array.from({ length: LINE }, () => 'district' as const), 'place', 'place', 'place'], zonesARegion: 4 },
);

/** Half an hour at each cell, one after the other, from an hour of the day on. */
const tour = (person: number, fromHour: number, cells: readonly string[], day = DAY): TestEvent[] =>
  cells.flatMap((cell, stop) => {
    const start = startOfDay(day, timeZone) / 1000 + fromHour * HOUR + stop * HOUR;
    return [0, 1800].map((second) => ({ person, time: start + second, cell }));
  });
const trip = (from: number, to: number, part: number) => ({ row: from, column: to * PARTS + part });

describe('flows', () => {
  /** One person each, all read in one session. */
  const cases: [string, TestEvent[], ReturnType<typeof trip>[]][] = [
    [
      'a trip from stay to stay, in the part of the day in which the first was left',
      tour(0, 9.25, ['c0', 'c1']),
      [trip(0, 1, 1)],
    ],
    ['a departure at ten belongs to the next part', tour(1, 9.5, ['c0', 'c1']), [trip(0, 1, 2)]],
    ['several trips, and the way back', tour(2, 5, ['c0', 'c1', 'c0']), [trip(0, 1, 0), trip(1, 0, 1)]],
    ['the same trip of a part of the day once', tour(3, 10, ['c0', 'c1', 'c0', 'c1']), [trip(0, 1, 2), trip(1, 0, 2)]],
    ['no trip within 500 m', tour(4, 10, ['c0', 'near']), []],
    ['a trip over 500 m', tour(5, 10, ['c0', 'far-enough']), [trip(0, 1, 2)]],
    ['a trip within a zone, if it is long enough', tour(6, 10, ['near', 'c1', 'c1']), [trip(1, 1, 2)]],
    ['a trip between parts of a centre with cells of their own', tour(7, 10, ['part-1', 'part-2']), [trip(12, 13, 2)]],
    ['none to a part that is heard from outside only', tour(8, 10, ['part-2', 'part-3']), []],
    ['none to the outside, nor over it', tour(9, 10, ['c0', 'out', 'c1']), []],
    ['nothing of who stays', tour(10, 10, ['c5']), []],
    [
      'nothing of who passes without a stay',
      tour(11, 10, ['c0', 'c1', 'c2']).filter(({ cell, time }) => cell !== 'c1' || time % HOUR === 0),
      [trip(0, 2, 2)],
    ],
  ];
  let found: Awaited<ReturnType<typeof transformPerPerson>>['flows'];
  beforeAll(async () => {
    const events = cases.flatMap(([, visits]) => visits);
    const busy = Array.from({ length: 40 }, (_, n) =>
      tour(
        100 + n,
        6,
        [...plan.footprints.cells.slice(0, LINE)].map(({ cellId }) => cellId),
      ),
    );
    found = (await transformPerPerson(scratch, { day: DAY, timeZone, events: [...events, ...busy.flat()], plan }))
      .flows;
  }, 60_000);

  test.each(cases.map(([name, , expected], person) => ({ name, expected, person })))(
    'count $name',
    ({ expected, person }) => {
      const own = found.filter((figure) => figure.person === person);
      expect(own).toEqual(expected.map((one) => ({ person, ...one, units: 1 })));
    },
  );

  test('count at most eight distinct trips of a person, a sample by person', () => {
    const busy = found.filter(({ person }) => person >= 100);
    const people = new Map<number, number>();
    for (const { person, units } of busy) people.set(person, (people.get(person) ?? 0) + units);
    expect([...people.values()]).toEqual(Array.from({ length: 40 }, () => 8));
    expect(new Set(busy.map(({ row }) => row)).size).toBe(LINE - 1);
  });

  test('are none of people who stay at home, whichever of the cells around it hears them', async () => {
    // Three cells of three zones within 1.2 km, each pair of them overlapping: drawn anew for each event, a zone would change every few minutes.
    const cells = [0, 0.6, 1.2].map((north, cell) => cellAt(`h${cell}`, cell, north));
    const nearness = [0.6, 0.25, 0.15];
    const footprints = cells.map((_, cell) => ({
      zones: [0, 1, 2],
      probabilities: [0, 1, 2].map((zone) => nearness[(zone - cell + 3) % 3]!),
    }));
    const home = toPlan(3, { cells, footprints, overlaps: [[0, 1], [0, 2], [1, 2]] }); // prettier-ignore
    const midnight = startOfDay(DAY, timeZone) / 1000;
    const events = Array.from({ length: 200 }, (_, person) =>
      Array.from({ length: 96 }, (_event, quarter): TestEvent => {
        const cell = `h${(person * 7 + quarter * quarter + (quarter % 5)) % 3}`;
        return { person, time: midnight + quarter * 900 + (person % 60), cell };
      }),
    ).flat();
    expect(new Set(events.filter(({ person }) => person === 0).map(({ cell }) => cell)).size).toBe(3);
    const { flows, stays } = await transformPerPerson(scratch, { day: DAY, timeZone, events, plan: home });
    expect(flows).toEqual([]);
    expect(stays).toHaveLength(200);
  });

  test.each([
    { what: 'of 23 hours', day: '2026-03-29' as Day, hour: 8.75, part: 1 },
    { what: 'of 25 hours', day: '2026-10-25' as Day, hour: 10.25, part: 1 },
  ])('go by local clocks on the day $what', async ({ day, hour, part }) => {
    // Left at 9:45 by summer time, and at 9:45 by winter time: 8:45 and 10:45 hours after midnight.
    const events = tour(1, hour - 0.5 + (part - 1), ['c0', 'c1'], day);
    const { counts } = await transform(scratch, { day, timeZone, events, plan, kinds: ['movement'] });
    expect(counts.flows.map(({ row, column }) => ({ row, column }))).toEqual([trip(0, 1, part)]);
  });

  test('are counted between regions where zones are too many', async () => {
    const zones = 600;
    const cells = Array.from({ length: zones }, (_, cell) => cellAt(`z${cell}`, cell, cell * 0.3));
    const footprints = cells.map((_, zone) => ({ zones: [zone], probabilities: [1] }));
    const large = toPlan(zones, { cells, footprints, overlaps: [] }, { zonesARegion: 100 });
    const events = tour(1, 10, ['z5', 'z7', 'z205', 'z7']);
    const { counts } = await transform(scratch, { day: DAY, timeZone, events, plan: large, kinds: ['movement'] });
    expect(counts.flows.map(({ row, column }) => ({ row, column }))).toEqual([
      trip(0, 0, 2),
      trip(0, 2, 2),
      trip(2, 0, 2),
    ]);
    const tooLarge = { ...large, regions: Array.from({ length: zones }, () => large.regions[0]!) };
    const none = await transform(scratch, { day: DAY, timeZone, events, plan: tooLarge, kinds: ['movement'] });
    expect(none.counts.flows).toEqual([]);
  });
});
