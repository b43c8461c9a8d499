import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FREQUENCY_BINS, GROUP_CODES, startOfDay, type Day, type TimeZone } from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { TABLE_BOUNDS } from '@passant/privacy';
import { HASH_KEY, prepare, PERSON, pseudonymOf, settings, toPlan, type TestEvent } from '../../test/test-day';
import { loadPlan } from './plan-files';
import { countMonth, rewriteMarks, toMonthFigures, toMonthParameters, writeMarks } from './marks';
import { MARKS_STRUCTURE } from './sql/marks.sql';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const timeZone = 'Europe/Berlin' as TimeZone;
const day = '2026-03-04' as Day;
const ZONES = 14;
const cells = Array.from({ length: ZONES + 1 }, (_, cell) => ({
  cellId: `c${cell}`,
  footprint: cell,
  latitude: 51 + cell / 100,
  longitude: 12,
}));
/** Zone by zone a cell; the last cell lies outside. */
const plan = toPlan(ZONES, {
  cells,
  footprints: cells.map((_, zone) => ({ zones: [zone], probabilities: [1] })),
  overlaps: [],
});

const tour = (person: number, stops: readonly number[]): TestEvent[] =>
  stops.flatMap((cell, stop) =>
    [0, 1200].map((second) => ({
      person,
      time: startOfDay(day, timeZone) / 1000 + 6 * 3600 + stop * 3600 + second,
      cell: `c${cell}`,
    })),
  );

const inEngine = <T>(work: (engine: Engine) => Promise<T>): Promise<T> => runInEngine(settings(scratch), work);

/** Marks as files of a month would hold them. */
async function writeFiles(
  engine: Engine,
  marks: readonly { person: number; days: number[]; zone: number; group?: number }[],
) {
  const rows = marks.flatMap(({ person, days, zone, group }) =>
    days.map(
      (one) => `(unhex('${pseudonymOf(person).toString('hex')}'), ${group ?? GROUP_CODES.both}, ${one}, ${zone})`,
    ),
  );
  await engine.execute(
    `INSERT INTO FUNCTION ${engine.target('marks-0.native.lz4', 'Native', MARKS_STRUCTURE)}
     SELECT * FROM values('pseudonym FixedString(16), group_code UInt8, day UInt8, zone UInt32', ${rows.join(', ')})`,
  );
}

const span = (days: number): number[] => Array.from({ length: days }, (_, index) => index + 1);
const columnOf = (bin: (typeof FREQUENCY_BINS)[number]) => FREQUENCY_BINS.indexOf(bin);

describe('marks of a day', () => {
  test('say in which zones somebody had a stay, at most ten, shard by shard', async () => {
    const events = [
      ...tour(1, [0, 3, 0]),
      ...tour(2, [ZONES]),
      ...tour(3, span(13)),
      ...tour(4, [5]),
      { person: 5, time: startOfDay(day, timeZone) / 1000, cell: 'c1' },
    ];
    await inEngine(async (engine) => {
      const prepared = await prepare(engine, { day, timeZone, events, plan, kinds: ['return-visits'], stopped: [4] });
      await loadPlan(engine, prepared.plan);
      await writeMarks(engine, { ...prepared, dayOfMonth: 4, shards: 3 });
      const rows = await engine.rows<{ person: number; group_code: number; day: number; zone: number; shard: number }>(
        `SELECT ${PERSON}, group_code, day, zone, cityHash64(pseudonym) % 3 = toUInt64(extract(_file, '[0-9]+')) AS shard
         FROM ${engine.source('marks-*.native.lz4', 'Native', MARKS_STRUCTURE)} ORDER BY person, zone`,
      );
      const whole = { group_code: GROUP_CODES.both, day: 4, shard: 1 };
      expect(rows.slice(0, 2)).toEqual([
        { person: 1, zone: 0, ...whole },
        { person: 1, zone: 3, ...whole },
      ]);
      expect(rows.slice(2).map(({ person }) => person)).toEqual(Array.from({ length: 10 }, () => 3));
      expect(readdirSync(engine.directory).filter((name) => name.startsWith('marks-')).length).toBeLessThanOrEqual(2);
    });
  });

  test('are those the month would keep: counting marks of all zones gives the same ten', async () => {
    const keptZones = await inEngine(async (engine) => {
      const prepared = await prepare(engine, {
        day,
        timeZone,
        events: tour(3, span(13)),
        plan,
        kinds: ['return-visits'],
      });
      await loadPlan(engine, prepared.plan);
      await writeMarks(engine, { ...prepared, dayOfMonth: 4, shards: 1 });
      return (await countMonth(engine, { hashKey: HASH_KEY, zones: ZONES, stopped: Buffer.alloc(0) })).map(
        ({ row }) => row,
      );
    });
    const ofAll = await inEngine(async (engine) => {
      await writeFiles(
        engine,
        span(13).map((zone) => ({ person: 3, days: [4], zone })),
      );
      return (await countMonth(engine, { hashKey: HASH_KEY, zones: ZONES, stopped: Buffer.alloc(0) })).map(
        ({ row }) => row,
      );
    });
    expect(keptZones).toHaveLength(10);
    expect(ofAll).toEqual(keptZones);
  });
});

describe('a month', () => {
  test('counts days per person and zone into bins, a person in one group, without the stopped', async () => {
    const counted = await inEngine(async (engine) => {
      await writeFiles(engine, [
        ...[1, 2, 3, 4, 7, 8, 31].map((days, index) => ({ person: 10 + index, days: span(days), zone: index })),
        { person: 1, days: [5, 5, 5], zone: 12 },
        { person: 2, days: [1], zone: 12, group: GROUP_CODES['place-statistics'] },
        { person: 2, days: [2], zone: 13, group: GROUP_CODES.both },
        { person: 3, days: [1], zone: 12, group: GROUP_CODES['place-statistics'] },
        { person: 3, days: [2], zone: 12, group: GROUP_CODES['public-planning'] },
        { person: 4, days: [1], zone: 12 },
        { person: 5, days: [1], zone: 99 },
      ]);
      return countMonth(engine, { hashKey: HASH_KEY, zones: ZONES, stopped: pseudonymOf(4) });
    });
    const both = (row: number, bin: (typeof FREQUENCY_BINS)[number]) => ({
      groupCode: GROUP_CODES.both,
      row,
      column: columnOf(bin),
      units: 1,
    });
    const own = { ...both(12, '1'), groupCode: GROUP_CODES['place-statistics'] };
    expect(counted).toEqual([
      own,
      { ...own, row: 13 },
      both(0, '1'),
      both(1, '2-3'),
      both(2, '2-3'),
      both(3, '4-7'),
      both(4, '4-7'),
      both(5, '8+'),
      both(6, '8+'),
      both(12, '1'),
    ]);
  });

  test('changes by at most Δ² = 20 with a day of a person, and by 10 with all of them', async () => {
    // Eleven people with the same month but for one day, who differ in how many zones only that day has.
    const people = span(11).map((_, onlyThatDay) => onlyThatDay);
    const monthOf = (onlyThatDay: number) =>
      span(13).map((zone) => ({ zone, days: zone <= onlyThatDay ? [4] : [...span(3), 4] }));
    const count = (without: (marks: { zone: number; days: number[] }[]) => { zone: number; days: number[] }[]) =>
      inEngine(async (engine) => {
        const marks = people.flatMap((person) =>
          without(monthOf(person)).map((one) => ({ person: 50 + person, ...one })),
        );
        await writeFiles(
          engine,
          marks.filter(({ days }) => days.length > 0),
        );
        const month = { hashKey: HASH_KEY, zones: ZONES, stopped: Buffer.alloc(0) };
        const statement = (await toMonthFigures(engine, month))('pseudonym, group_code');
        const rows = await engine.rows<{ person: number; row: number; column: number }>(
          `SELECT ${PERSON}, row, column FROM (${statement})`,
          toMonthParameters(month),
        );
        return new Set(rows.map(({ person, row, column }) => `${person} ${row} ${column}`));
      });
    const whole = await count((marks) => marks);
    const dayLess = await count((marks) =>
      marks.map(({ zone, days }) => ({ zone, days: days.filter((one) => one !== 4) })),
    );
    const changes = people.map((person) => {
      const own = (figures: Set<string>) => [...figures].filter((key) => key.startsWith(`${50 + person} `));
      const squared =
        own(whole).filter((key) => !dayLess.has(key)).length + own(dayLess).filter((key) => !whole.has(key)).length;
      expect(own(whole)).toHaveLength(10);
      return squared;
    });
    // The worst person reaches it: ten zones move from one bin to the next, and that is what the noise is for.
    expect(Math.max(...changes)).toBe(TABLE_BOUNDS.frequency.sensitivitySquared);
    expect(TABLE_BOUNDS.frequency.sensitivitySquared).toBe(20);
  });
});

test('marks are rewritten without the stopped', async () => {
  await inEngine(async (engine) => {
    await writeFiles(engine, [
      { person: 1, days: [1, 2], zone: 3 },
      { person: 2, days: [1], zone: 3 },
    ]);
    const from = 'marks-0.native.lz4';
    const to = 'rewritten-0.native.lz4';
    expect(await rewriteMarks(engine, { from, to, stopped: pseudonymOf(2) })).toBe(2);
    expect(await engine.rows(`SELECT DISTINCT ${PERSON} FROM ${engine.source(to, 'Native', MARKS_STRUCTURE)}`)).toEqual(
      [{ person: 1 }],
    );
    expect(
      await rewriteMarks(engine, { from, to: 'empty-0.native.lz4', stopped: Buffer.concat([1, 2].map(pseudonymOf)) }),
    ).toBe(0);
  });
});
