import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { footprintsArtefactSchema, GROUP_CODES, type Day, type TimeZone } from '@passant/contracts';
import { toPlan, transform, transformPerPerson, type TestDay, type TestEvent } from '../../test/test-day';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const BERLIN = { day: '2026-03-04' as Day, timeZone: 'Europe/Berlin' as TimeZone };
const ARTEFACT = { format: 'footprints/1', planId: '018f0000-0000-4000-8000-000000000001', overlaps: [] };
const HOUR = 3600;
/** Events of one person on an ordinary day in Berlin; `time` is `HH:MM` or `HH:MM:SS` there. */
const at = (person: number, ...visits: [time: string, cell: string][]): TestEvent[] =>
  visits.map(([time, cell]) => ({
    person,
    time: Date.parse(`2026-03-04T${time.length === 5 ? `${time}:00` : time}+01:00`) / 1000,
    cell,
  }));
const onDay = (events: TestEvent[], more: Partial<TestDay> = {}): TestDay => ({ ...BERLIN, events, ...more });
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const hours = (text: string): number => {
  const [hour, minute] = text.split(':').map(Number);
  return hour! * HOUR + minute! * 60;
};

describe('stays', () => {
  /** One person each, all read in one session. */
  const cases: [string, [string, string][], [string, string][]][] = [
    [
      'lasts at least 15 minutes',
      [
        ['08:00', 'a'],
        ['08:14', 'a'],
      ],
      [],
    ],
    [
      'begins at 15 minutes',
      [
        ['08:00', 'a'],
        ['08:15', 'a'],
      ],
      [['08:00', '08:15']],
    ],
    ['is nothing with one event', [['08:00', 'a']], []],
    [
      'goes on while cells overlap its first cell (ping-pong)',
      [
        ['08:00', 'a'],
        ['08:10', 'b'],
        ['08:20', 'a'],
        ['08:30', 'b'],
      ],
      [['08:00', '08:30']],
    ],
    [
      'ends where a cell overlaps the last but not the first cell',
      [
        ['08:00', 'a'],
        ['08:20', 'b'],
        ['08:40', 'c'],
        ['09:00', 'c'],
      ],
      [
        ['08:00', '08:20'],
        ['08:40', '09:00'],
      ],
    ],
    [
      'counts a cell of the same footprint as the same',
      [
        ['08:00', 'a'],
        ['08:20', 'a2'],
      ],
      [['08:00', '08:20']],
    ],
    [
      'is cut by a cell that does not overlap',
      [
        ['08:00', 'a'],
        ['08:20', 'a'],
        ['08:21', 'c'],
        ['08:22', 'a'],
        ['08:50', 'a'],
      ],
      [
        ['08:00', '08:20'],
        ['08:22', '08:50'],
      ],
    ],
    [
      'bridges a gap of 12 hours',
      [
        ['08:00', 'a'],
        ['20:00', 'a'],
      ],
      [['08:00', '20:00']],
    ],
    [
      'does not bridge more',
      [
        ['08:00', 'a'],
        ['08:30', 'a'],
        ['20:31', 'a'],
        ['21:00', 'a'],
      ],
      [
        ['08:00', '08:30'],
        ['20:31', '21:00'],
      ],
    ],
    [
      'forgets an event that nobody is fast enough for',
      [
        ['08:00', 'a'],
        ['08:10', 'far'],
        ['08:20', 'a'],
        ['08:40', 'a'],
      ],
      [['08:00', '08:40']],
    ],
    [
      'believes a journey that somebody can make',
      [
        ['08:00', 'a'],
        ['08:20', 'a'],
        ['08:52', 'far'],
        ['09:20', 'far'],
      ],
      [
        ['08:00', '08:20'],
        ['08:52', '09:20'],
      ],
    ],
    [
      'drops events until they can be true again',
      [
        ['08:00', 'a'],
        ['08:20', 'a'],
        ['08:25', 'far'],
        ['08:45', 'far'],
        ['08:52', 'far'],
        ['09:20', 'far'],
      ],
      [
        ['08:00', '08:20'],
        ['08:52', '09:20'],
      ],
    ],
    [
      'ignores unknown cells',
      [
        ['08:00', 'a'],
        ['08:10', 'unheard-of'],
        ['08:20', 'a'],
      ],
      [['08:00', '08:20']],
    ],
  ];
  let found: Awaited<ReturnType<typeof transformPerPerson>>['stays'];
  beforeAll(async () => {
    const events = cases.flatMap(([, visits], person) => at(person, ...visits));
    found = (await transformPerPerson(scratch, onDay(events))).stays;
  });

  test.each(cases.map(([name, , expected], person) => ({ name, expected, person })))(
    'a stay $name',
    ({ expected, person }) => {
      const stays = found.filter((stay) => stay.person === person);
      expect(stays.map(({ started, ended }) => [started, ended])).toEqual(
        expected.map(([start, end]) => [hours(start), hours(end)]),
      );
    },
  );

  describe('a second place', () => {
    /** On a sphere of 6,371 km, the one that distances are taken on. */
    const METRES_A_DEGREE = (Math.PI * 6_371_000) / 180;
    /** Stays of one person who is heard at a place, then from `seconds` later on for 20 minutes so far north of it. */
    const staysAfter = async (metres: number, seconds: number): Promise<number> => {
      const cells = [0, metres].map((north, footprint) => {
        const latitude = 51.34 + north / METRES_A_DEGREE;
        return { cellId: `c${footprint}`, footprint, latitude, longitude: 12.37 };
      });
      const footprints = cells.map((_, zone) => ({ zones: [zone], probabilities: [1] }));
      const plan = toPlan(2, footprintsArtefactSchema.parse({ ...ARTEFACT, cells, footprints }));
      const left = at(1, ['08:00', 'c0'])[0]!;
      const arrived = left.time + seconds;
      const events = [left, ...[0, 20 * 60].map((later) => ({ ...left, cell: 'c1', time: arrived + later }))];
      const { stays } = await transformPerPerson(scratch, onDay(events, { plan }));
      return stays.filter(({ started }) => started === hours('08:00') + seconds).length;
    };

    // In 60 seconds nobody goes 10 km; under it nobody is asked how fast they were.
    test.each([
      ['is believed at any speed just under 10 km away', 9_995, 1],
      ['is not believed just over', 10_005, 0],
    ])('%s', async (_, metres, stays) => {
      expect(await staysAfter(metres, 60)).toBe(stays);
    });

    // 55 m/s · 200.5 s: times are whole seconds, so the limit lies between these two.
    test.each([
      ['is not believed just over 55 m/s', 200, 0],
      ['is believed just under 55 m/s', 201, 1],
    ])('%s', async (_, seconds, stays) => {
      expect(await staysAfter(55 * 200.5, seconds)).toBe(stays);
    });
  });

  test('are filled at the midpoint of gaps up to 12 hours, and up to 6 hours at the day’s ends', async () => {
    const visits = [...at(1, ['08:00', 'a'], ['09:00', 'a'], ['11:00', 'c'], ['12:00', 'c'])];
    const { stays } = await transformPerPerson(scratch, onDay(visits));
    expect(stays.map(({ filled_from, filled_to }) => [filled_from / HOUR, filled_to / HOUR])).toEqual([
      [2, 10],
      [10, 18],
    ]);
    const apart = await transformPerPerson(
      scratch,
      onDay(at(1, ['03:00', 'a'], ['04:00', 'a'], ['16:01', 'a'], ['23:00', 'a'])),
    );
    expect(apart.stays.map(({ filled_from, filled_to }) => [filled_from / HOUR, filled_to])).toEqual([
      [0, 4 * HOUR],
      [hours('16:01') / HOUR, 24 * HOUR],
    ]);
  });

  test('filled time counts for presence only', async () => {
    const { presence, dwell } = await transformPerPerson(scratch, onDay(at(1, ['08:00', 'a'], ['08:20', 'a'])));
    expect(presence.reduce((sum, { units }) => sum + units, 0)).toBeGreaterThan(12 * 16);
    expect(dwell).toEqual([{ person: 1, row: 0, column: 0, units: 1 }]);
  });

  test('events of other days are not read', async () => {
    const before = { person: 1, time: Date.parse('2026-03-03T23:59:59+01:00') / 1000, cell: 'a' };
    const after = { person: 1, time: Date.parse('2026-03-05T00:00:00+01:00') / 1000, cell: 'a' };
    const { stays } = await transformPerPerson(
      scratch,
      onDay([before, after, ...at(1, ['00:00', 'a'], ['23:59:59', 'b'])]),
    );
    expect(stays).toEqual([]);
  });
});

describe('presence', () => {
  test('holds 16 units an hour for whoever is there all hour', async () => {
    const { presence } = await transformPerPerson(
      scratch,
      onDay(at(1, ['00:00', 'a'], ['11:00', 'a'], ['23:00', 'a'])),
    );
    expect(presence).toEqual(Array.from({ length: 24 }, (_, column) => ({ person: 1, row: 0, column, units: 16 })));
  });

  test('sums to minutes/60·16 within one unit, for every person', async () => {
    const events = Array.from({ length: 40 }, (_, person) =>
      at(
        person,
        ['10:01', 'shared'],
        ['10:33', 'shared'],
        [`${11 + (person % 5)}:${10 + person}`, 'a'],
        ['22:17', 'a'],
      ),
    ).flat();
    const { presence, stays } = await transformPerPerson(scratch, onDay(events));
    for (let person = 0; person < 40; person += 1) {
      const total = sumOf(presence.filter((figure) => figure.person === person).map(({ units }) => units));
      const own = stays.filter((stay) => stay.person === person);
      const seconds = sumOf(own.map(({ filled_from, filled_to }) => filled_to - filled_from));
      expect(total).toBeGreaterThan(0);
      expect(Math.abs(total - seconds / 225)).toBeLessThanOrEqual(1);
    }
  });

  test('shares a stay over its zones as its cells do', async () => {
    const people = 400;
    const events = Array.from({ length: people }, (_, person) =>
      at(person, ['08:00', 'shared'], ['09:00', 'shared']),
    ).flat();
    const { counts } = await transform(scratch, onDay(events));
    const inHour = counts.presence.filter(({ column }) => column === 8);
    expect(inHour.reduce((sum, { units }) => sum + units, 0)).toBe(people * 16);
    // Systematic sampling: each person's 16 points fall 8 : 8, whatever the offset.
    expect(inHour.map(({ row, units }) => [row, units])).toEqual([
      [0, people * 8],
      [1, people * 8],
    ]);
  });

  test('weighs the zones of a stay by its events', async () => {
    const { presence } = await transformPerPerson(
      scratch,
      onDay(at(1, ['08:00', 'a'], ['08:20', 'a'], ['08:40', 'a'], ['09:00', 'b'])),
    );
    const whole = presence.filter(({ column }) => column === 8);
    expect(whole.map(({ row, units }) => [row, units])).toEqual([
      [0, 12],
      [1, 4],
    ]);
  });

  test('leaves out what lies outside', async () => {
    const { presence, dwell } = await transformPerPerson(
      scratch,
      onDay(at(1, ['08:00', 'nowhere'], ['09:00', 'nowhere'])),
    );
    expect([presence, dwell]).toEqual([[], []]);
  });

  test.each([
    { what: 'the 25-hour day', day: '2026-10-25', timeZone: 'Europe/Berlin', columns: 25, total: 400 },
    { what: 'the 23-hour day', day: '2026-03-29', timeZone: 'Europe/Berlin', columns: 23, total: 368 },
    { what: 'a day in a half-hour time zone', day: '2026-03-04', timeZone: 'Asia/Kolkata', columns: 25, total: 384 },
    {
      what: 'the day of a half-hour change',
      day: '2026-04-05',
      timeZone: 'Australia/Lord_Howe',
      columns: 25,
      total: 392,
    },
  ])('covers $what', async ({ day, timeZone, columns, total }) => {
    const window = { day: day as Day, timeZone: timeZone as TimeZone };
    const noon = Date.parse(`${day}T12:00:00Z`) / 1000 - (timeZone === 'Europe/Berlin' ? 0 : 6 * HOUR);
    const events = [-6, 0, 6].map((hour) => ({ person: 1, time: noon + hour * HOUR, cell: 'a' }));
    const all = [
      ...events,
      { person: 1, time: events[0]!.time - 5 * HOUR, cell: 'a' },
      { person: 1, time: events[2]!.time + 5 * HOUR, cell: 'a' },
    ];
    const { presence } = await transformPerPerson(scratch, { ...window, events: all });
    expect(presence.map(({ column }) => column)).toEqual(Array.from({ length: columns }, (_, column) => column));
    expect(sumOf(presence.map(({ units }) => units))).toBe(total);
    expect(Math.max(...presence.map(({ units }) => units))).toBe(16);
  });
});

describe('dwell', () => {
  test('adds up the stays of a day in a zone, into bins from 15 minutes', async () => {
    const stay = (person: number, minutes: number) =>
      at(person, ['08:00', 'a']).concat({
        person,
        time: at(person, ['08:00', 'a'])[0]!.time + minutes * 60,
        cell: 'a',
      });
    const minutes = [15, 29, 30, 59, 60, 119, 120, 239, 240, 479, 480, 700];
    const { dwell } = await transformPerPerson(scratch, onDay(minutes.flatMap((one, person) => stay(person, one))));
    expect(dwell.map(({ column }) => column)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    const twice = await transformPerPerson(
      scratch,
      onDay(at(1, ['08:00', 'a'], ['08:20', 'a'], ['09:00', 'c'], ['09:16', 'c'], ['10:00', 'a'], ['10:20', 'a'])),
    );
    expect(twice.dwell.map(({ row, column }) => [row, column])).toEqual([
      [0, 1],
      [2, 0],
    ]);
  });

  test('chooses one zone a stay, the same for equal stays, in proportion over people', async () => {
    const people = 600;
    const events = Array.from({ length: people }, (_, person) =>
      at(
        person,
        ['08:00', 'shared'],
        ['08:20', 'shared'],
        ['09:00', 'c'],
        ['09:20', 'c'],
        ['10:00', 'shared'],
        ['10:20', 'shared'],
      ),
    ).flat();
    const { counts } = await transform(scratch, onDay(events));
    // Two equal stays of 20 minutes fall into one zone: 40 minutes, never twice 20.
    const halves = counts.dwell.filter(({ row }) => row < 2);
    expect(halves.map(({ row, column }) => [row, column])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(halves[0]!.units + halves[1]!.units).toBe(people);
    expect(Math.abs(halves[0]!.units - people / 2)).toBeLessThan(5 * Math.sqrt(people / 4));
  });
});

describe('visitors and origin', () => {
  const once = (person: number, who: Partial<TestEvent>) =>
    at(person, ['08:00', 'a'], ['08:20', 'a']).map((event) => ({ ...event, ...who }));

  test('count people by age and gender, and by the zone they live in', async () => {
    const events = [
      ...once(1, { age: 0, gender: 1, home: 'A2' }),
      ...once(2, { age: 0, gender: 1, home: '' }),
      ...once(3, { age: 6, gender: 2, home: 'elsewhere' }),
    ];
    const { visitors, origin } = await transformPerPerson(scratch, onDay(events));
    expect(visitors).toEqual([
      { person: 1, row: 0, column: 1, units: 1 },
      { person: 2, row: 0, column: 1, units: 1 },
      { person: 3, row: 0, column: 20, units: 1 },
    ]);
    expect(origin).toEqual([{ person: 1, row: 0, column: 2, units: 1 }]);
  });

  test('count somebody once whose files disagree: no attribute, the group that all permit', async () => {
    const first = once(1, { age: 3, gender: 1, home: 'A2', group: 'both' });
    const second = once(1, { age: 1, gender: 2, home: 'A1', group: 'public-planning', batch: 1 });
    const { counts } = await transform(scratch, onDay([...first, ...second]));
    const groupCode = GROUP_CODES['public-planning'];
    expect(counts.visitors).toEqual([{ groupCode, row: 0, column: 6 * 3 + 2, units: 1 }]);
    expect(counts.origin).toEqual([]);
  });

  test('read nobody whose files permit nothing together', async () => {
    const first = once(1, { group: 'place-statistics' });
    const second = once(1, { group: 'public-planning', batch: 1 });
    const { counts } = await transform(scratch, onDay([...first, ...second]));
    expect(Object.values(counts).flat()).toEqual([]);
  });

  test('keep the same zones as dwell, at most six', async () => {
    const zones = 9;
    const cells = Array.from({ length: zones }, (_, cell) => ({
      cellId: `c${cell}`,
      footprint: cell,
      latitude: 51 + cell / 100,
      longitude: 12,
    }));
    const footprints = cells.map((_, zone) => ({ zones: [zone], probabilities: [1] }));
    const plan = toPlan(zones, { cells, footprints, overlaps: [] });
    const tour = (person: number) =>
      cells.flatMap(({ cellId }, stop) => {
        const hour = String(8 + stop).padStart(2, '0');
        return at(person, [`${hour}:00`, cellId], [`${hour}:30`, cellId]);
      });
    const people = Array.from({ length: 30 }, (_, person) => person);
    const events = people.flatMap(tour).map((event) => ({ ...event, home: 'A0' }));
    const found = await transformPerPerson(scratch, onDay(events, { plan }));
    const zonesOf = (figures: typeof found.dwell, person: number) =>
      figures.filter((figure) => figure.person === person).map(({ row }) => row);
    for (const person of people) {
      expect(zonesOf(found.dwell, person)).toHaveLength(6);
      expect(zonesOf(found.visitors, person)).toEqual(zonesOf(found.dwell, person));
      expect(zonesOf(found.origin, person)).toEqual(zonesOf(found.dwell, person));
    }
    // A sample by person: not everybody's first six.
    expect(new Set(found.visitors.map(({ row }) => row)).size).toBe(zones);
  });
});

describe('the close', () => {
  test('does not read who is on the stop list', async () => {
    const events = [1, 2, 3].flatMap((person) => at(person, ['08:00', 'a'], ['09:00', 'a']));
    const { counts } = await transform(scratch, onDay(events, { stopped: [2] }));
    expect(counts.dwell).toEqual([{ groupCode: GROUP_CODES.both, row: 0, column: 2, units: 2 }]);
  });

  test('counts an event of two batches once, and says how many each later batch repeated', async () => {
    const first = at(1, ['08:00', 'a'], ['08:20', 'a'], ['08:40', 'a']);
    const second = [...first.slice(1), ...at(1, ['09:00', 'a'])].map((event) => ({ ...event, batch: 1 }));
    const third = first.slice(0, 1).map((event) => ({ ...event, batch: 12 }));
    const { counts, duplicates } = await transform(scratch, onDay([...second, ...third, ...first]));
    expect(duplicates).toEqual([
      { batch: 1, duplicates: 2 },
      { batch: 12, duplicates: 1 },
    ]);
    expect(counts).toEqual(
      (await transform(scratch, onDay(at(1, ['08:00', 'a'], ['08:20', 'a'], ['08:40', 'a'], ['09:00', 'a'])))).counts,
    );
  });

  test('keeps the groups apart', async () => {
    const events = [
      ...at(1, ['08:00', 'a'], ['09:00', 'a']).map((event) => ({ ...event, group: 'place-statistics' as const })),
      ...at(2, ['08:00', 'a'], ['09:00', 'a']),
    ];
    const { counts } = await transform(scratch, onDay(events));
    expect(counts.dwell.map(({ groupCode, units }) => [groupCode, units])).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });

  test('draws the same sample again with the same key, another with another', async () => {
    const events = Array.from({ length: 50 }, (_, person) =>
      at(person, ['08:00', 'shared'], ['08:20', 'shared']),
    ).flat();
    const once = await transform(scratch, onDay(events));
    expect(await transform(scratch, onDay(events))).toEqual(once);
    expect(await transform(scratch, onDay(events, { hashKey: { key0: 5n, key1: 6n } }))).not.toEqual(once);
  });
});
