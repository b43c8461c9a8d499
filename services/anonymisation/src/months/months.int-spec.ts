import {
  addDays,
  firstDayOf,
  type Day,
  type JobPayload,
  type Month,
  type PanelDataKind,
  type Period,
  type ZonePlanId,
  stopListApplied,
} from '@passant/contracts';
import { openBytes } from '@passant/platform';
import { testStack, waitFor } from '@passant/testing';
import { randomUUID } from 'node:crypto';
import { MARKET, monthMaker, OF_A_DAY, PLAN_ID, RunningService, stayers } from '../../test/running-service';
import type { TestMark } from '../../test/booted-service';
import { DeadlinesService } from '../closes/deadlines.service';
import { DeleteMarksService } from './delete-marks.service';
import { MARK_SHARDS } from './mark-file';

// Each test closes days in earnest, with engine processes of their own.
jest.setTimeout(120_000);

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextMonth = monthMaker();
const KINDS: readonly PanelDataKind[] = ['presence', 'return-visits'];
const crowd = people(0, 300);

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

function people(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

const dayOf = (month: Month, day: number): Day => addDays(firstDayOf(month), day - 1);

/** A day that is closed, with return visits of these people to zone 0. */
async function closeDay(
  day: Day,
  visitors: readonly number[],
  { planId = PLAN_ID, clearedNumber = 0 }: { planId?: ZonePlanId; clearedNumber?: number } = {},
): Promise<void> {
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, visitors), { dataKinds: KINDS, planId });
  await service.clear(day, clearedNumber);
  await service.untilState(day, 'CLOSED');
}

interface FileRow {
  readonly object_key: string;
  readonly day: Day;
  readonly shard: number;
  readonly state: string;
  readonly stop_list_number: number;
  readonly rows_at_most: string;
  readonly sha256: string;
}

const filesOf = (month: Month): Promise<FileRow[]> =>
  service.dataSource.query(
    `SELECT object_key, day::text AS day, shard, state, stop_list_number, rows_at_most, sha256
     FROM return_visit_file WHERE month = $1 ORDER BY object_key`,
    [month],
  );

const personsIn = (marks: readonly TestMark[]): number[] => [...new Set(marks.map(({ person }) => person))];

const objectsOf = async (month: Month): Promise<string[]> => service.store('return-visits').list(`leipzig/${month}/`);

/** Noisy people of group `both` in zone 0, by bins of days. */
const frequencyOf = async (month: Month): Promise<readonly number[]> =>
  (await service.measured(month))['frequency both']!.slice(0, 4);

const closedJobs = async (period: Period): Promise<string[]> =>
  (await service.outbox('day.closed', period)).map(({ consumer }) => consumer);

describe('the close of a day', () => {
  test('turns return visits into sealed marks of its month, and tells a batch consumed once', async () => {
    const month = nextMonth();
    const day = dayOf(month, 3);
    await closeDay(day, crowd);
    const marks = await service.marksOf(month);
    expect(marks).toEqual(crowd.map((person) => ({ person, day: 3, zone: 0 })));
    const files = await filesOf(month);
    expect(files.every(({ state }) => state === 'LIVE')).toBe(true);
    expect(files.map(({ shard }) => shard).every((shard) => shard < MARK_SHARDS)).toBe(true);
    expect(await objectsOf(month)).toEqual(files.map(({ object_key }) => object_key));
    // Sealed to the key of marks, not to the one that opens segments.
    const [file] = files;
    const check = { handOver: 'return-visits' as const, objectKey: file!.object_key, sha256: file!.sha256 };
    const sealed = await service.store('return-visits').readBytes(check);
    await expect(openBytes(service.keys, sealed)).rejects.toThrow();
    expect(await service.outbox('segment.consumed', day)).toHaveLength(1);
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
  });

  test('writes no mark of who is on the stop list of the day or of the month', async () => {
    const month = nextMonth();
    const day = dayOf(month, 1);
    await service.growStopList(day, 1, people(0, 100));
    await service.growStopList(month, 4, people(100, 200));
    await closeDay(day, crowd, { clearedNumber: 1 });
    expect(personsIn(await service.marksOf(month))).toEqual(people(200, 300));
    expect((await filesOf(month)).every(({ stop_list_number }) => stop_list_number === 4)).toBe(true);
  });

  test('starts over when the stop list of the month grew while it was read', async () => {
    const month = nextMonth();
    const day = dayOf(month, 1);
    await service.dataSource.query(`
      CREATE FUNCTION grow_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.sha256 IS NOT NULL AND NEW.state = 'PENDING' THEN PERFORM pg_sleep(0.05); END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER grow_once BEFORE UPDATE ON return_visit_file FOR EACH ROW EXECUTE FUNCTION grow_once()`);
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, crowd), { dataKinds: KINDS });
    await service.clear(day);
    await waitFor(async () => (await filesOf(month)).length > 0, { everyMs: 5, timeoutMs: 60_000 });
    await service.growStopList(month, 1, people(0, 150));
    await service.untilState(day, 'CLOSED');
    await service.dataSource.query('DROP TRIGGER grow_once ON return_visit_file; DROP FUNCTION grow_once');
    expect(personsIn(await service.marksOf(month))).toEqual(people(150, 300));
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
  });

  test('that fails leaves files that nothing refers to; the next attempt replaces them, and they are deleted', async () => {
    const month = nextMonth();
    const day = dayOf(month, 1);
    await service.dataSource.query(`
      CREATE FUNCTION fail_to_measure() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'the database went away';
      END $$;
      CREATE TRIGGER fail_to_measure BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION fail_to_measure()`);
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, crowd), { dataKinds: KINDS });
    await service.clear(day);
    await waitFor(async () => (await service.stateOf(day)).endsWith('INTERRUPTED'), { timeoutMs: 60_000 });
    const left = await objectsOf(month);
    expect(left.length).toBeGreaterThan(0);
    expect((await filesOf(month)).every(({ state }) => state === 'PENDING')).toBe(true);
    await service.dataSource.query('DROP TRIGGER fail_to_measure ON ledger_entry; DROP FUNCTION fail_to_measure');
    await service.clear(day).catch(() => undefined);
    await waitFor(
      async () => {
        const state = await service.stateOf(day);
        if (state.startsWith('WAITING_FOR_CLEARANCE')) await service.clear(day);
        return state === 'CLOSED';
      },
      { timeoutMs: 60_000, everyMs: 200 },
    );
    await service.app.get(DeleteMarksService, { strict: false }).sweep();
    const objects = await objectsOf(month);
    expect(objects.filter((key) => left.includes(key))).toEqual([]);
    expect(await service.marksOf(month)).toHaveLength(crowd.length);
  });
});

describe('files that nothing refers to', () => {
  const insertPending = async (day: Day, age: string): Promise<string> => {
    const objectKey = `leipzig/${day.slice(0, 7)}/${randomUUID()}.sealed`;
    await service.dataSource.query(
      `INSERT INTO return_visit_file (object_key, market, month, day, shard, shards, plan_id, stop_list_number,
         rows_at_most, sha256, state, held_since, registered_at)
       VALUES ($1, 'leipzig', $2, $3, 0, 32, $4, 0, 1024, repeat('a', 64), 'PENDING', now(), now() - $5::interval)`,
      [objectKey, day.slice(0, 7), day, PLAN_ID, age],
    );
    await service.store('return-visits').put(objectKey, Buffer.from('sealed'));
    return objectKey;
  };

  test('are deleted an hour after a process died over them, not while one may still come to refer to them', async () => {
    const month = nextMonth();
    const [left, young, leased] = [
      await insertPending(dayOf(month, 1), '61 minutes'),
      await insertPending(dayOf(month, 1), '59 minutes'),
      await insertPending(dayOf(month, 2), '3 hours'),
    ];
    await service.completeDay(dayOf(month, 2), []);
    await service.dataSource.query(
      `UPDATE period_close SET lease_until = now() + interval '1 hour', lease_token = gen_random_uuid() WHERE period = $1`,
      [dayOf(month, 2)],
    );
    await service.app.get(DeleteMarksService, { strict: false }).sweep();
    expect(await objectsOf(month)).toEqual([young, leased].sort());
    expect((await filesOf(month)).map(({ object_key }) => object_key)).not.toContain(left);
  });

  test('and were written under an older stop list are gone before a newer one is acknowledged', async () => {
    const month = nextMonth();
    await insertPending(dayOf(month, 1), '1 minute');
    await service.growStopList(month, 1, [1]);
    expect(await objectsOf(month)).toEqual([]);
  });

  test('go with a day that ends without a release', async () => {
    const month = nextMonth();
    await service.issuePanel(dayOf(month, 1), { both: 10 }, { destroyBy: '2020-01-01T00:00:00Z' });
    await insertPending(dayOf(month, 1), '1 minute');
    await service.app.get(DeadlinesService, { strict: false }).abandonOverdue();
    expect(await objectsOf(month)).toEqual([]);
  });
});

describe('a withdrawal from return visits', () => {
  test('is acknowledged when nothing that is held knows the person, and no older file is left', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), crowd);
    await closeDay(dayOf(month, 2), people(0, 50));
    const before = await filesOf(month);
    const bytes = await service.store('return-visits').list();
    expect(bytes.length).toBeGreaterThanOrEqual(before.length);
    await service.growStopList(month, 1, [7, 8]);
    expect(
      (await service.outbox<typeof stopListApplied>('stop-list.applied', month)).map((row) => row.payload),
    ).toEqual([
      { market: MARKET, period: month, number: 1, consumer: 'anonymisation' } satisfies JobPayload<
        typeof stopListApplied
      >,
    ]);
    const marks = await service.marksOf(month);
    expect(marks.filter(({ person }) => person === 7 || person === 8)).toEqual([]);
    expect(marks).toHaveLength(300 + 50 - 4);
    const after = await filesOf(month);
    expect(await objectsOf(month)).toEqual(after.map(({ object_key }) => object_key));
    expect(after.every(({ state, stop_list_number }) => state === 'LIVE' && stop_list_number === 1)).toBe(true);
    // Two people lie in at most two shards of each day: other files are not written again.
    const kept = after.filter(({ object_key }) => before.some((file) => file.object_key === object_key));
    expect(before.length - kept.length).toBeGreaterThanOrEqual(2);
    expect(before.length - kept.length).toBeLessThanOrEqual(4);
  });

  test('only adds to the one before, and a repeat changes nothing', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 40));
    await service.growStopList(month, 1, [1]);
    await service.growStopList(month, 2, [1, 2]);
    await service.growStopList(month, 2, [1, 2]);
    await service.growStopList(month, 1, [1]);
    expect(personsIn(await service.marksOf(month))).toEqual(
      people(0, 40).filter((person) => person !== 1 && person !== 2),
    );
    expect(await service.outbox('stop-list.applied', month)).toHaveLength(4);
  });

  test('interrupted between the rewritten file and the acknowledgement goes on where it was', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 40));
    await service.dataSource.query(`
      CREATE FUNCTION fail_to_acknowledge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.job = 'stop-list.applied' THEN RAISE EXCEPTION 'the database went away'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER fail_to_acknowledge BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fail_to_acknowledge()`);
    await expect(service.growStopList(month, 1, [3, 4])).rejects.toThrow('the database went away');
    await service.dataSource.query('DROP TRIGGER fail_to_acknowledge ON outbox; DROP FUNCTION fail_to_acknowledge');
    expect(await service.outbox('stop-list.applied', month)).toEqual([]);
    await service.growStopList(month, 1, [3, 4]);
    expect(personsIn(await service.marksOf(month))).toEqual(
      people(0, 40).filter((person) => person !== 3 && person !== 4),
    );
    expect(await service.outbox('stop-list.applied', month)).toHaveLength(1);
  });

  test('that the store of marks fails under is not acknowledged', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), [5]);
    const [file] = await filesOf(month);
    const store = service.store('return-visits');
    const sealed = await store.readBytes({
      handOver: 'return-visits',
      objectKey: file!.object_key,
      sha256: file!.sha256,
    });
    await store.delete(file!.object_key);
    await expect(service.growStopList(month, 1, [5])).rejects.toMatchObject({ code: 'MARKS_MISSING' });
    expect(await service.outbox('stop-list.applied', month)).toEqual([]);
    await store.put(file!.object_key, sealed);
    await service.growStopList(month, 1, [5]);
    expect(await service.outbox('stop-list.applied', month)).toHaveLength(1);
    expect(await filesOf(month)).toEqual([]);
    expect(await objectsOf(month)).toEqual([]);
  });
});

describe('closing a month', () => {
  test('counts people by their days, releases frequency once, and deletes what it was counted from', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 900));
    await closeDay(dayOf(month, 2), people(0, 500));
    await closeDay(dayOf(month, 3), people(0, 200));
    await service.completeMonth(month);
    await service.completeMonth(month);
    expect(await service.outbox('release.clearance-requested', month)).toHaveLength(1);
    await service.clear(month);
    await service.untilState(month, 'CLOSED');
    const [once, few, some, many] = await frequencyOf(month);
    // Noise has a standard deviation of 18.3.
    expect(Math.abs(once! - 400)).toBeLessThan(110);
    expect(Math.abs(few! - 500)).toBeLessThan(110);
    expect(Math.abs(some!)).toBeLessThan(110);
    expect(Math.abs(many!)).toBeLessThan(110);
    expect(Object.keys(await service.measured(month)).sort()).toEqual([
      'frequency both',
      'frequency place-statistics',
      'frequency public-planning',
    ]);
    expect(await closedJobs(month)).toEqual(['consent', 'ingestion']);
    expect(await service.outbox('release.published', month)).toHaveLength(4);
    expect(await filesOf(month)).toEqual([]);
    expect(await objectsOf(month)).toEqual([]);
    expect(await service.dataSource.query('SELECT FROM return_visit_month WHERE month = $1', [month])).toEqual([]);
  });

  test('without marks releases noise', async () => {
    const month = nextMonth();
    await service.issuePanel(dayOf(month, 1));
    await service.completeDay(dayOf(month, 1), []);
    await service.clear(dayOf(month, 1));
    await service.untilState(dayOf(month, 1), 'CLOSED');
    await service.completeMonth(month);
    await service.clear(month);
    await service.untilState(month, 'CLOSED');
    expect(new Set((await service.measured(month))['frequency both']).size).toBeGreaterThan(1);
  });

  test('waits until its days are closed', async () => {
    const month = nextMonth();
    await service.issuePanel(dayOf(month, 1));
    await service.completeMonth(month);
    await service.clear(month);
    await waitFor(async () => (await service.stateOf(month)) === 'WAITING_FOR_CLEARANCE DAYS_OPEN', {
      timeoutMs: 60_000,
    });
    await service.completeDay(dayOf(month, 1), stayers(dayOf(month, 1), crowd), { dataKinds: KINDS });
    await service.clear(dayOf(month, 1));
    await service.untilState(dayOf(month, 1), 'CLOSED');
    await service.clear(month);
    await service.untilState(month, 'CLOSED');
    expect(Math.abs((await frequencyOf(month))[0]! - 300)).toBeLessThan(110);
  });

  test('is counted over the plan of most of its days, says over how many, and leaves out marks of others', async () => {
    const month = nextMonth();
    const newer = '018f0000-0000-4000-8000-0000000000b2' as ZonePlanId;
    await service.approvePlan({ planId: newer, version: 2 });
    await closeDay(dayOf(month, 1), people(0, 600));
    await closeDay(dayOf(month, 2), people(0, 300));
    await closeDay(dayOf(month, 3), people(0, 300), { planId: newer });
    // Announced with the newest, which holds on the last of three days only.
    await service.completeMonth(month, newer);
    await service.clear(month);
    await service.untilState(month, 'CLOSED');
    const [once, few] = await frequencyOf(month);
    expect(Math.abs(once! - 300)).toBeLessThan(110);
    expect(Math.abs(few! - 300)).toBeLessThan(110);
    const closes = await service.dataSource.query('SELECT plan_id, days_counted FROM period_close WHERE period = $1', [
      month,
    ]);
    expect(closes).toEqual([{ plan_id: PLAN_ID, days_counted: 2 }]);
  });

  test('of which no day was measured fails, and spends nothing', async () => {
    const month = nextMonth();
    await service.completeMonth(month);
    await service.clear(month);
    await service.untilState(month, 'FAILED NO_DAY_MEASURED');
    expect(await service.measured(month)).toEqual({});
  });

  test('whose days were cut into different numbers of shards counts nobody twice', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 400));
    await closeDay(dayOf(month, 2), people(0, 400));
    await service.dataSource.query(
      `UPDATE return_visit_file SET shard = shard + 40, shards = 100 WHERE month = $1 AND day = $2`,
      [month, dayOf(month, 2)],
    );
    await service.growStopList(month, 1, [1, 2]);
    expect(await service.marksOf(month)).toHaveLength(796);
    await service.completeMonth(month);
    await service.clear(month, 1);
    await service.untilState(month, 'CLOSED');
    const [once, few] = await frequencyOf(month);
    expect(Math.abs(once!)).toBeLessThan(110);
    expect(Math.abs(few! - 398)).toBeLessThan(110);
  });

  test('of which a withdrawal is known to consent only waits for the list, and counts without those people', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 600));
    await service.completeMonth(month);
    await service.clear(month, 1);
    await waitFor(async () => (await service.outbox('release.clearance-requested', month)).length === 2, {
      timeoutMs: 60_000,
    });
    expect(await service.measured(month)).toEqual({});
    await service.growStopList(month, 1, people(0, 600));
    await service.clear(month, 1);
    await service.untilState(month, 'CLOSED');
    expect(Math.abs((await frequencyOf(month))[0]!)).toBeLessThan(110);
    const [release] = await service.dataSource.query(
      `SELECT stop_list_number FROM release WHERE day = $1 AND product = 'frequency' LIMIT 1`,
      [firstDayOf(month)],
    );
    expect(release).toEqual({ stop_list_number: 1 });
  });

  test.each([
    [
      'an altered file fails it',
      async (key: string) => {
        const store = service.store('return-visits');
        await store.put(key, Buffer.from('something else'));
      },
      'FAILED MARKS_ALTERED',
    ],
    [
      'a missing file is waited for',
      async (key: string) => service.store('return-visits').delete(key),
      'WAITING_FOR_CLEARANCE MARKS_MISSING',
    ],
  ])('%s, and nothing is released', async (_, spoil, state) => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 20));
    await spoil((await objectsOf(month))[0]!);
    await service.completeMonth(month);
    await service.clear(month);
    await service.untilState(month, state);
    expect(await service.measured(month)).toEqual({});
  });
});

describe('a month at its deadline', () => {
  test('is abandoned: marks, key and stop list go, and consent is told', async () => {
    const month = nextMonth();
    await closeDay(dayOf(month, 1), people(0, 20));
    await service.growStopList(month, 1, [1]);
    await service.dataSource.query(
      `UPDATE return_visit_file SET held_since = now() - interval '33 days' WHERE month = $1`,
      [month],
    );
    await service.app.get(DeadlinesService, { strict: false }).abandonOverdue();
    expect(await service.stateOf(month)).toBe('ABANDONED DEADLINE_PASSED');
    expect(await filesOf(month)).toEqual([]);
    expect(await objectsOf(month)).toEqual([]);
    for (const table of ['return_visit_month', 'stop_list'])
      expect(
        await service.dataSource.query(
          `SELECT FROM ${table} WHERE ${table === 'stop_list' ? 'period' : 'month'} = $1`,
          [month],
        ),
      ).toEqual([]);
    expect(await closedJobs(month)).toEqual(['consent', 'ingestion']);

    await service.completeMonth(month);
    expect(await service.outbox('release.clearance-requested', month)).toEqual([]);
    await closeDay(dayOf(month, 2), people(0, 20));
    expect(await filesOf(month)).toEqual([]);
    expect(await closedJobs(month)).toHaveLength(2);
  });

  test('of which nothing is held is ended all the same; a month whose days go on is not', async () => {
    const past = '2019-05' as Month;
    const replayed = '2019-06' as Month;
    const live = nextMonth();
    await service.issuePanel(dayOf(past, 1), { both: 10 }, { destroyBy: '2020-01-01T00:00:00Z' });
    await service.issuePanel(dayOf(replayed, 1), { both: 10 }, { destroyBy: '2099-01-01T00:00:00Z' });
    await service.issuePanel(dayOf(live, 1), { both: 10 }, { destroyBy: '2020-01-01T00:00:00Z' });
    await service.app.get(DeadlinesService, { strict: false }).abandonOverdue();
    expect(await service.stateOf(past)).toBe('ABANDONED DEADLINE_PASSED');
    expect(await closedJobs(past)).toEqual(['consent', 'ingestion']);
    for (const month of [replayed, live]) expect(await service.stateOf(month)).toBe('unknown');
  });

  test('a stop list that comes late is acknowledged, though its object is gone', async () => {
    const month = nextMonth();
    const day = dayOf(month, 1);
    await closeDay(day, [1]);
    for (const [period, number] of [
      [day, 2],
      [month, 3],
    ] as const) {
      if (period === month) {
        await service.completeMonth(month);
        await service.clear(month);
        await service.untilState(month, 'CLOSED');
      }
      await service.announceStopList(period, number, {
        handOver: 'stop-lists-anonymisation',
        objectKey: `leipzig/${period}/${randomUUID()}.sealed`,
        sha256: 'a'.repeat(64),
      });
      expect(await service.outbox('stop-list.applied', period)).toHaveLength(1);
    }
  });
});
