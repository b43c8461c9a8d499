import { addDays, firstDayOf, type Day, type Month, type Period } from '@passant/contracts';
import { testStack, waitFor } from '@passant/testing';
import { createHash, randomUUID } from 'node:crypto';
import { MARKET, monthMaker, OF_A_DAY, PLAN_ID, RunningService, stayers } from '../../test/running-service';
import { HASH_KEY } from '../../test/test-day';
import { PlansService } from '../plans/plans.service';
import { PublishingService } from '../releases/publishing.service';
import { StopListsRepository } from '../stop-lists/stop-lists.repository';
import type { ClaimedDay, ClaimedMonth } from './close';
import { LeaseLost } from './closes.errors';
import { RunCloseService } from './run-close.service';

jest.setTimeout(120_000);

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextMonth = monthMaker();
const crowd = Array.from({ length: 300 }, (_, person) => person);

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

const dayOf = (month: Month, day: number): Day => addDays(firstDayOf(month), day - 1);

async function closeDay(day: Day): Promise<void> {
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, crowd), { dataKinds: ['presence', 'return-visits'] });
  await service.clear(day);
  await service.untilState(day, 'CLOSED');
}

/** Keeps the runner away from a close that was asked for, and clears it for the test. */
async function take(period: Period) {
  const leaseToken = randomUUID();
  await service.dataSource.query(
    `UPDATE period_close SET lease_until = 'infinity', lease_token = $2 WHERE period = $1`,
    [period, leaseToken],
  );
  await service.clear(period);
  const [row] = await service.dataSource.query<Pick<ClaimedDay, 'manifest'>[]>(
    'SELECT manifest FROM period_close WHERE period = $1',
    [period],
  );
  return {
    ...{
      market: MARKET,
      state: 'CLEARED' as const,
      reason: null,
      attempts: 0,
      daysCounted: null,
      requestedAt: new Date(),
      endedAt: null,
    },
    ...{ planId: PLAN_ID, clearanceId: randomUUID() as ClaimedMonth['clearanceId'], clearedNumber: 0, leaseToken },
    ...{ manifest: row!.manifest, hashKey: HASH_KEY },
  };
}

async function takeMonth(month: Month): Promise<ClaimedMonth> {
  await closeDay(dayOf(month, 1));
  await service.completeMonth(month);
  return { ...(await take(month)), period: month };
}

const run = (close: ClaimedDay | ClaimedMonth) =>
  service.app.get(RunCloseService, { strict: false }).run(close, new AbortController().signal);

/** People on one day of the month in zone 0. */
const frequencyOf = async (month: Month): Promise<number> => (await service.measured(month))['frequency both']![0]!;

const liveFiles = async (month: Month): Promise<number> => {
  const [row] = await service.dataSource.query<{ live: number }[]>(
    `SELECT count(*)::int AS live FROM return_visit_file WHERE month = $1 AND state = 'LIVE'`,
    [month],
  );
  return row!.live;
};

/** Runs a close up to its last look at the stop list of the month, brings a newer one, and lets it go on. */
async function runWhileListGrows(close: ClaimedDay | ClaimedMonth, month: Month, people: readonly number[]) {
  const holder = service.dataSource.createQueryRunner();
  await holder.startTransaction();
  const lists = service.app.get(StopListsRepository, { strict: false });
  await lists.lock(holder.manager, MARKET, month);
  const running = run(close).catch((error: Error) => error);
  await waitFor(
    async () => {
      const [row] = await service.dataSource.query<{ waiting: string }[]>(
        `SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      return Number(row!.waiting) > 0;
    },
    { timeoutMs: 60_000 },
  );
  const sealed = await service.sealStopList(month, 1, people);
  await lists.upsert(holder.manager, { market: MARKET, period: month, number: 1, sealed, receivedAt: new Date() });
  await holder.commitTransaction();
  await holder.release();
  return running;
}

describe('a withdrawal', () => {
  test('while the month is counted makes it count again', async () => {
    const month = nextMonth();
    const close = await takeMonth(month);
    expect(await runWhileListGrows(close, month, crowd)).toMatchObject({ code: 'STOP_LIST_GREW' });
    expect(await service.measured(month)).toEqual({});
    expect(await liveFiles(month)).toBeGreaterThan(0);
    await run(close);
    expect(Math.abs(await frequencyOf(month))).toBeLessThan(110);
    expect(await liveFiles(month)).toBe(0);
  });

  test('while a day is marked makes the day read again, so that its marks are without those people', async () => {
    const month = nextMonth();
    const day = dayOf(month, 1);
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, crowd), { dataKinds: ['presence', 'return-visits'] });
    const close: ClaimedDay = { ...(await take(day)), period: day };
    expect(await runWhileListGrows(close, month, crowd.slice(10))).toMatchObject({ code: 'STOP_LIST_GREW' });
    expect(await service.measured(day)).toEqual({});
    expect(await liveFiles(month)).toBe(0);
    await run(close);
    expect((await service.marksOf(month)).map(({ person }) => person)).toEqual(crowd.slice(0, 10));
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
  });
});

describe("a month's noise is drawn once", () => {
  test('a failure between noise and commit leaves nothing but the marks, and the close starts over', async () => {
    const month = nextMonth();
    const close = await takeMonth(month);
    await service.dataSource.query(`
      CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.job = 'day.closed' AND length(NEW.payload->>'period') = 7 THEN
          RAISE EXCEPTION 'the database went away';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER fail_once BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fail_once()`);
    await expect(run(close)).rejects.toThrow('the database went away');
    await service.dataSource.query('DROP TRIGGER fail_once ON outbox; DROP FUNCTION fail_once');
    expect(await service.measured(month)).toEqual({});
    expect(await service.outbox('day.closed', month)).toEqual([]);
    expect(await liveFiles(month)).toBeGreaterThan(0);
    await run(close);
    expect(await service.stateOf(month)).toBe('CLOSED');
    expect(Math.abs((await frequencyOf(month)) - crowd.length)).toBeLessThan(110);
  });

  test('of two closes at once one measures, the other drops what it has', async () => {
    const month = nextMonth();
    const close = await takeMonth(month);
    const outcomes = await Promise.allSettled([run(close), run(close), run({ ...close, leaseToken: randomUUID() })]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected' && !(outcome.reason instanceof LeaseLost))
        expect(outcome.reason).toMatchObject({ code: 'MARKS_MISSING' });
    }
    expect(Object.keys(await service.measured(month))).toHaveLength(3);
    expect(await service.outbox('release.published', month)).toHaveLength(4);
    expect(await service.outbox('day.closed', month)).toHaveLength(2);
  });

  test('a crash after the commit only writes the same files again, and a repeat of the request nothing', async () => {
    const month = nextMonth();
    await run(await takeMonth(month));
    const values = await service.measured(month);
    const hashes = await hashReleases(month);
    await service.dataSource.query(
      `UPDATE period_close SET state = 'MEASURED', lease_until = NULL, lease_token = NULL, due_at = now() WHERE period = $1`,
      [month],
    );
    await service.untilState(month, 'CLOSED');
    await service.completeMonth(month);
    expect(await service.measured(month)).toEqual(values);
    expect(await hashReleases(month)).toEqual(hashes);
    expect(await service.outbox('day.closed', month)).toHaveLength(2);
  });

  test('nobody can measure a month again', async () => {
    const month = nextMonth();
    const close = await takeMonth(month);
    await run(close);
    await service.dataSource.query(
      `UPDATE period_close SET state = 'CLEARED', lease_until = 'infinity', lease_token = $2 WHERE period = $1`,
      [month, close.leaseToken],
    );
    await expect(run(close)).rejects.toMatchObject({ code: 'DRAWN_BEFORE' });
    await service.store('releases').deleteAll('drawn/');
    await expect(run(close)).rejects.toThrow(/measurement_pk/);
  });

  async function hashReleases(month: Month): Promise<string[]> {
    const plan = await service.app.get(PlansService, { strict: false }).find(PLAN_ID);
    const written = await service.app.get(PublishingService, { strict: false }).write(plan!, month);
    const objects = await Promise.all(written.map(({ tables }) => service.store('releases').readBytes(tables)));
    return objects.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  }
});
