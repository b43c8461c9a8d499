import type { BatchId, Day, ReleaseId } from '@passant/contracts';
import { engineProcesses, testStack, waitFor } from '@passant/testing';
import { createHash, randomUUID } from 'node:crypto';
import { HASH_KEY } from '../../test/test-day';
import { dayMaker, MARKET, OF_A_DAY, PLAN_ID, RunningService, stayers } from '../../test/running-service';
import { PublishingService } from '../releases/publishing.service';
import { PlansService } from '../plans/plans.service';
import { StopListsRepository } from '../stop-lists/stop-lists.repository';
import type { ClaimedDay } from './close';
import { LeaseLost } from './closes.errors';
import { DeadlinesService } from './deadlines.service';
import { RunCloseService } from './run-close.service';

// Each test closes days in earnest, with engine processes of their own.
jest.setTimeout(120_000);

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const crowd = Array.from({ length: 1500 }, (_, person) => person);

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

/** Dwell of one hour in zone 0, by the measurement of `both`. */
const dwellOf = async (day: Day): Promise<number> => (await service.measured(day))['dwell both']![2]!;

const measuredValues = (day: Day): Promise<unknown> => service.measured(day);

/** Keeps the runner away from a day, and gives the close to the test. */
async function takeClose(day: Day, people: readonly number[] = crowd): Promise<ClaimedDay> {
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, people));
  const leaseToken = randomUUID();
  await service.dataSource.query(
    `UPDATE period_close SET lease_until = 'infinity', lease_token = $2 WHERE period = $1`,
    [day, leaseToken],
  );
  await service.clear(day);
  const [row] = await service.dataSource.query<{ manifest: ClaimedDay['manifest']; clearance_id: string }[]>(
    'SELECT manifest, clearance_id FROM period_close WHERE period = $1',
    [day],
  );
  return {
    market: MARKET,
    period: day,
    state: 'CLEARED',
    reason: null,
    attempts: 0,
    daysCounted: null,
    requestedAt: new Date(),
    endedAt: null,
    planId: PLAN_ID,
    manifest: row!.manifest,
    clearanceId: row!.clearance_id as ClaimedDay['clearanceId'],
    clearedNumber: 0,
    hashKey: HASH_KEY,
    leaseToken,
  };
}

const run = (close: ClaimedDay) =>
  service.app.get(RunCloseService, { strict: false }).run(close, new AbortController().signal);

describe('noise is drawn once', () => {
  test('a failure between noise and commit leaves nothing, and the close starts over', async () => {
    const day = nextDay();
    await service.dataSource.query(`
      CREATE TABLE fault (day text);
      CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.job = 'day.closed' AND EXISTS (SELECT FROM fault WHERE day = coalesce(NEW.payload->>'period', NEW.payload->>'day')) THEN
          RAISE EXCEPTION 'the database went away';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER fail_once BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fail_once();
      INSERT INTO fault VALUES ('${day}')`);
    const close = await takeClose(day);
    await expect(run(close)).rejects.toThrow('the database went away');
    for (const table of ['measurement', 'ledger_entry', 'release']) expect(await service.countOf(table, day)).toBe(0);
    expect(await service.outbox('segment.consumed', day)).toEqual([]);
    expect(await service.store('releases').list()).toEqual([]);

    await service.dataSource.query('DELETE FROM fault');
    await run(close);
    expect(await service.stateOf(day)).toBe('CLOSED');
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
    await service.dataSource.query('DROP TRIGGER fail_once ON outbox; DROP FUNCTION fail_once; DROP TABLE fault');
  });

  test('of two closes at once one measures, the other drops what it has', async () => {
    const day = nextDay();
    const close = await takeClose(day);
    const outcomes = await Promise.allSettled([run(close), run(close), run({ ...close, leaseToken: randomUUID() })]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(LeaseLost);
    }
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
    expect(await service.outbox('release.published', day)).toHaveLength(OF_A_DAY.announcements);
    expect(await service.outbox('day.closed', day)).toHaveLength(2);
  });

  test('a crash after the commit only writes the same files again', async () => {
    const day = nextDay();
    const close = await takeClose(day);
    await run(close);
    const values = await measuredValues(day);
    const hashes = await hashReleases(day);
    await service.dataSource.query(
      `UPDATE period_close SET state = 'MEASURED', lease_until = NULL, lease_token = NULL, due_at = now() WHERE period = $1`,
      [day],
    );
    await service.untilState(day, 'CLOSED');
    expect(await measuredValues(day)).toEqual(values);
    expect(await hashReleases(day)).toEqual(hashes);
  });

  test('a failure after the commit is not taken back: the day stays measured, and its files follow', async () => {
    const day = nextDay();
    await service.dataSource.query(`
      CREATE TABLE fault (day text);
      CREATE FUNCTION fail_to_announce() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.job = 'release.published' AND EXISTS (SELECT FROM fault WHERE day = coalesce(NEW.payload->>'period', NEW.payload->>'day')) THEN
          RAISE EXCEPTION 'the database went away';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER fail_to_announce BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fail_to_announce();
      INSERT INTO fault VALUES ('${day}')`);
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, [1]));
    await service.clear(day);
    await waitFor(async () => (await service.stateOf(day)).endsWith(' INTERRUPTED'), { timeoutMs: 60_000 });
    expect(await service.stateOf(day)).toBe('MEASURED INTERRUPTED');
    const values = await measuredValues(day);
    await service.dataSource.query(
      'DROP TRIGGER fail_to_announce ON outbox; DROP FUNCTION fail_to_announce; DROP TABLE fault',
    );
    await waitFor(async () => (await service.stateOf(day)).startsWith('CLOSED'), { timeoutMs: 60_000 });
    expect(await measuredValues(day)).toEqual(values);
    expect(await service.outbox('release.clearance-requested', day)).toHaveLength(1);
    expect(await service.outbox('release.published', day)).toHaveLength(OF_A_DAY.announcements);
  });

  test('a database restored from before the measurement draws nothing again, and its ledger knows what was spent', async () => {
    const day = nextDay();
    const close = await takeClose(day);
    await run(close);
    const spent = `SELECT group_name, table_name, rho, sigma_squared, table_sha256, spent_at FROM ledger_entry WHERE day = $1
      ORDER BY 1, 2`;
    const ledger = await service.dataSource.query(spent, [day]);
    expect(ledger).toHaveLength(OF_A_DAY.measurements);
    await service.restoreToBefore(day, { hashKey: Buffer.alloc(16, 1), leaseToken: close.leaseToken });
    for (const table of ['measurement', 'ledger_entry', 'release']) expect(await service.countOf(table, day)).toBe(0);

    await expect(run(close)).rejects.toMatchObject({ code: 'DRAWN_BEFORE' });
    for (const table of ['measurement', 'release']) expect(await service.countOf(table, day)).toBe(0);
    expect(await service.dataSource.query(spent, [day])).toEqual(ledger);

    // Left to the runner it fails with its reason, and ends at the day's deadline: keys and segments go.
    await service.dataSource.query(
      'UPDATE period_close SET lease_until = NULL, lease_token = NULL, due_at = now() WHERE period = $1',
      [day],
    );
    await service.untilState(day, 'FAILED DRAWN_BEFORE');
    await service.dataSource.query(`UPDATE panel SET destroy_by = now() - interval '1 second' WHERE day = $1`, [day]);
    await service.app.get(DeadlinesService, { strict: false }).abandonOverdue();
    expect(await service.stateOf(day)).toBe('ABANDONED DRAWN_BEFORE');
    expect(await service.outbox('day.closed', day)).toHaveLength(2);
  });

  test('nobody can measure, change or forget a table again', async () => {
    const day = nextDay();
    await run(await takeClose(day, [1]));
    await service.dataSource.query(
      `UPDATE period_close SET state = 'CLEARED', lease_until = 'infinity' WHERE period = $1`,
      [day],
    );
    const again = { ...(await claimedRow(day)), hashKey: HASH_KEY };
    await expect(run(again)).rejects.toMatchObject({ code: 'DRAWN_BEFORE' });
    await service.store('releases').deleteAll('drawn/');
    await expect(run(again)).rejects.toThrow(/measurement_pk/);
    for (const table of ['measurement', 'ledger_entry', 'release', 'panel_size', 'zone_plan']) {
      await expect(service.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
      await expect(service.dataSource.query(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied/);
      await service.dataSource
        .transaction(async (manager) => {
          await manager.query(`GRANT UPDATE, DELETE, TRUNCATE ON ${table} TO CURRENT_USER`);
          await expect(manager.query(`DELETE FROM ${table}`)).rejects.toThrow(/are never changed/);
        })
        .catch(() => undefined);
    }
  });

  async function claimedRow(day: Day): Promise<ClaimedDay> {
    const [row] = await service.dataSource.query<Record<string, never>[]>(
      'SELECT manifest, clearance_id, lease_token FROM period_close WHERE period = $1',
      [day],
    );
    const leaseToken = randomUUID();
    await service.dataSource.query('UPDATE period_close SET lease_token = $2 WHERE period = $1', [day, leaseToken]);
    return {
      ...{
        market: MARKET,
        period: day,
        state: 'CLEARED' as const,
        reason: null,
        attempts: 0,
        daysCounted: null,
        requestedAt: new Date(),
        endedAt: null,
      },
      ...{ planId: PLAN_ID, manifest: row!['manifest']!, clearanceId: row!['clearance_id']!, clearedNumber: 0 },
      ...{ hashKey: HASH_KEY, leaseToken },
    };
  }

  async function hashReleases(day: Day): Promise<string[]> {
    const plan = await service.app.get(PlansService, { strict: false }).find(PLAN_ID);
    const written = await service.app.get(PublishingService, { strict: false }).write(plan!, day);
    const objects = await Promise.all(written.map(({ tables }) => service.store('releases').readBytes(tables)));
    expect(objects.map((bytes) => createHash('sha256').update(bytes).digest('hex'))).toEqual(
      written.map(({ tables }) => tables.sha256),
    );
    return written.map(({ tables, release }) => `${release.releaseId satisfies ReleaseId}:${tables.sha256}`);
  }
});

describe('a withdrawal', () => {
  test('known before the close is applied to it, and the release says which list', async () => {
    const day = nextDay();
    await service.growStopList(day, 1, [0]);
    await service.growStopList(day, 2, crowd);
    expect((await service.outbox('stop-list.applied', day)).map(({ payload }) => payload)).toEqual([
      { market: MARKET, period: day, number: 1, consumer: 'anonymisation' },
      { market: MARKET, period: day, number: 2, consumer: 'anonymisation' },
    ]);
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, crowd));
    await service.clear(day, 2);
    await service.untilState(day, 'CLOSED');
    expect(Math.abs(await dwellOf(day))).toBeLessThan(200);
    const [release] = await service.dataSource.query('SELECT stop_list_number FROM release WHERE day = $1 LIMIT 1', [
      day,
    ]);
    expect(release).toEqual({ stop_list_number: 2 });
  });

  test('of which only consent knows yet is waited for', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, crowd));
    await service.clear(day, 1);
    await waitFor(async () => (await service.outbox('release.clearance-requested', day)).length === 2, {
      timeoutMs: 60_000,
    });
    expect(await service.countOf('measurement', day)).toBe(0);
    await service.growStopList(day, 1, crowd);
    await service.clear(day, 1);
    await service.untilState(day, 'CLOSED');
    expect(Math.abs(await dwellOf(day))).toBeLessThan(200);
  });

  test('while the day is read makes it read again', async () => {
    const day = nextDay();
    const close = await takeClose(day);
    const holder = service.dataSource.createQueryRunner();
    await holder.startTransaction();
    const lists = service.app.get(StopListsRepository, { strict: false });
    await lists.lock(holder.manager, MARKET, day);
    const running = run(close).catch((error: Error) => error);
    await waitFor(async () => {
      const [row] = await service.dataSource.query<{ waiting: string }[]>(
        `SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      return Number(row!.waiting) > 0;
    });
    const sealed = await service.sealStopList(day, 1, crowd);
    await lists.upsert(holder.manager, { market: MARKET, period: day, number: 1, sealed, receivedAt: new Date() });
    await holder.commitTransaction();
    await holder.release();
    expect(await running).toMatchObject({ code: 'STOP_LIST_GREW' });
    expect(await service.countOf('measurement', day)).toBe(0);
    await service.dataSource.query('UPDATE period_close SET lease_until = NULL WHERE period = $1', [day]);
    await service.untilState(day, 'CLOSED');
    expect(Math.abs(await dwellOf(day))).toBeLessThan(200);
  });

  test('dies with its day: the list is gone after the close', async () => {
    const [row] = await service.dataSource.query('SELECT count(*)::int AS lists FROM stop_list');
    expect(row).toEqual({ lists: 0 });
  });

  test('after the close is acknowledged and not kept', async () => {
    const day = nextDay();
    await run(await takeClose(day, [1]));
    await service.growStopList(day, 1, [1]);
    expect(await service.dataSource.query('SELECT FROM stop_list WHERE period = $1', [day])).toEqual([]);
    expect(await service.outbox('stop-list.applied', day)).toHaveLength(1);
  });

  test('in an older list changes nothing, and is acknowledged', async () => {
    const day = nextDay();
    await service.growStopList(day, 5, [1, 2]);
    await service.growStopList(day, 4, [1]);
    const [row] = await service.dataSource.query('SELECT number FROM stop_list WHERE period = $1', [day]);
    expect(row).toEqual({ number: 5 });
    expect(await service.outbox('stop-list.applied', day)).toHaveLength(2);
  });
});

describe('what is not there or not right', () => {
  test('a missing segment is waited for, with a clear state, and nothing is released before', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    const segment = await service.putSegment(day, randomUUID() as BatchId, stayers(day, crowd));
    const bytes = await service.store('segments').readBytes(segment.file);
    await service.store('segments').delete(segment.file.objectKey);
    await service.complete(day, await service.putManifest(day, [segment]));
    await service.clear(day);
    await waitFor(async () => (await service.stateOf(day)) === 'WAITING_FOR_CLEARANCE SEGMENT_MISSING');
    for (const table of ['measurement', 'release']) expect(await service.countOf(table, day)).toBe(0);
    await service.store('segments').put(segment.file.objectKey, bytes);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    expect(Math.abs((await dwellOf(day)) - 1500)).toBeLessThan(200);
  });

  test('an altered segment fails the close; its day ends without a release at the deadline', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    const batchId = randomUUID() as BatchId;
    const segment = await service.putSegment(day, batchId, stayers(day, [1]));
    const bytes = await service.store('segments').readBytes(segment.file);
    bytes[bytes.length - 1]! ^= 1;
    await service.store('segments').put(segment.file.objectKey, bytes);
    await service.complete(day, await service.putManifest(day, [segment]));
    await service.clear(day);
    await service.untilState(day, 'FAILED SEGMENT_ALTERED');
    expect(await service.countOf('measurement', day)).toBe(0);
    await service.dataSource.query(`UPDATE panel SET destroy_by = now() - interval '1 second' WHERE day = $1`, [day]);
    await service.app.get(DeadlinesService, { strict: false }).abandonOverdue();
    expect(await service.stateOf(day)).toBe('ABANDONED SEGMENT_ALTERED');
    expect(await service.outbox('day.closed', day)).toHaveLength(2);
    expect(await service.outbox('release.published', day)).toEqual([]);
  });

  test('an engine that dies is started again, and the day is counted whole', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, crowd));
    const others = engineProcesses();
    await service.clear(day);
    const killed = await waitFor(async () => engineProcesses().find((pid) => !others.includes(pid)));
    process.kill(killed, 'SIGKILL');
    await waitFor(async () => (await service.outbox('release.clearance-requested', day)).length === 2);
    expect(await service.countOf('measurement', day)).toBe(0);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    expect(Math.abs((await dwellOf(day)) - 1500)).toBeLessThan(200);
  });

  test('a segment sealed to somebody else fails the close', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    const segment = await service.putSegment(day, randomUUID() as BatchId, stayers(day, [1]));
    const file = await service.store('segments').put(segment.file.objectKey, Buffer.from('not a sealed file at all'));
    await service.complete(day, await service.putManifest(day, [{ ...segment, file }]));
    await service.clear(day);
    await service.untilState(day, 'FAILED SEGMENT_ALTERED');
  });

  test('a manifest of another plan fails the close', async () => {
    const day = nextDay();
    const other = '018f0000-0000-4000-8000-0000000000ff' as typeof PLAN_ID;
    await service.complete(day, await service.putManifest(day, [], other));
    await service.clear(day);
    await service.untilState(day, 'FAILED MANIFEST_INVALID');
  });

  test('a segment named twice fails the close', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    const segment = await service.putSegment(day, randomUUID() as BatchId, stayers(day, [1]));
    await service.complete(day, await service.putManifest(day, [segment, segment]));
    await service.clear(day);
    await service.untilState(day, 'FAILED MANIFEST_INVALID');
    expect(await service.countOf('measurement', day)).toBe(0);
  });

  test('the same rows in a second batch are counted once, and told as its duplicates', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    const batches = [randomUUID(), randomUUID()] as BatchId[];
    const segments = [];
    for (const batchId of batches) segments.push(await service.putSegment(day, batchId, stayers(day, crowd)));
    await service.complete(day, await service.putManifest(day, segments));
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    expect(Math.abs((await dwellOf(day)) - 1500)).toBeLessThan(200);
    const consumed = (await service.outbox('segment.consumed', day)).map(({ payload }) => payload);
    expect(consumed).toHaveLength(2);
    expect(consumed).toContainEqual({ market: MARKET, day, batchId: batches[0], duplicates: 0 });
    expect(consumed).toContainEqual({ market: MARKET, day, batchId: batches[1], duplicates: 4500 });
  });

  test('rows for a day that is closed change nothing', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    await service.completeDay(day, []);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    const values = await measuredValues(day);
    await service.completeDay(day, stayers(day, crowd));
    expect(await service.outbox('release.clearance-requested', day)).toHaveLength(1);
    expect(await service.stateOf(day)).toBe('CLOSED');
    expect(await measuredValues(day)).toEqual(values);
  });

  test('a plan that is approved while the day runs does not touch it: it is released over the plan it was completed with', async () => {
    const day = nextDay();
    const newer = '018f0000-0000-4000-8000-0000000000c3' as typeof PLAN_ID;
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, [1]));
    await service.approvePlan({ planId: newer, version: 2, covered: [true, true, true, true] });
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    const plans = await service.dataSource.query(`SELECT DISTINCT plan_id FROM release WHERE day = $1`, [day]);
    expect(plans).toEqual([{ plan_id: PLAN_ID }]);
    const next = nextDay();
    await service.issuePanel(next);
    await service.completeDay(next, stayers(next, [1]), { planId: newer });
    await service.clear(next);
    await service.untilState(next, 'CLOSED');
    expect((await service.measured(next))['visitors both']).toHaveLength(4);
  });

  test.each([
    ['rows', [1]],
    ['a day without rows', []],
  ])('%s without a panel: the close waits for it', async (_, people) => {
    const day = nextDay();
    await service.complete(day, await service.putManifest(day, await segmentsOf(day, people)));
    await service.clear(day);
    await waitFor(async () => (await service.stateOf(day)) === 'WAITING_FOR_CLEARANCE PANEL_MISSING');
    await service.issuePanel(day);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
  });

  async function segmentsOf(day: Day, people: readonly number[]) {
    return people.length === 0 ? [] : [await service.putSegment(day, randomUUID() as BatchId, stayers(day, people))];
  }

  test('a day whose deadline has passed is not measured any more', async () => {
    const day = nextDay();
    const close = await takeClose(day, [1]);
    await service.dataSource.query(`UPDATE panel SET destroy_by = now() WHERE day = $1`, [day]);
    await expect(run(close)).rejects.toMatchObject({ code: 'DEADLINE_PASSED' });
    expect(await service.countOf('measurement', day)).toBe(0);
  });

  test('a day that was never completed ends at its deadline', async () => {
    const day = nextDay();
    await service.issuePanel(day, { both: 10 }, { destroyBy: '2020-01-01T00:00:00Z' });
    await service.app.get(DeadlinesService, { strict: false }).abandonOverdue();
    expect(await service.stateOf(day)).toBe('ABANDONED DEADLINE_PASSED');
    expect(await service.outbox('day.closed', day)).toHaveLength(2);
    await service.completeDay(day, stayers(day, [1]));
    expect(await service.outbox('release.clearance-requested', day)).toEqual([]);
  });
});

describe('a repeat', () => {
  test('of every job changes nothing', async () => {
    const day = nextDay();
    await service.issuePanel(day);
    const manifest = await service.putManifest(day, []);
    await service.complete(day, manifest);
    await service.complete(day, manifest);
    expect(await service.outbox('release.clearance-requested', day)).toHaveLength(1);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    await service.clear(day);
    await service.approvePlan();
    await service.issuePanel(day, { both: 9999 });
    expect(await service.stateOf(day)).toBe('CLOSED');
    expect(await service.countOf('panel_size', day)).toBe(2);
  });
});
