import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  dayCompleted,
  monthCompleted,
  monthOf,
  panelIssued,
  releaseCleared,
  stopListGrown,
  zonePlanApproved,
  type Day,
} from '@passant/contracts';
import { flushTestRedis, testStack, waitFor } from '@passant/testing';
import { Queue } from 'bullmq';
import Redis from 'ioredis';
import { OF_A_DAY, RunningService, stayers } from '../../test/running-service';
import { PanelIssuedProcessor } from '../panels/panel-issued.processor';
import { ZonePlanApprovedProcessor } from '../plans/zone-plan-approved.processor';
import { StopListGrownProcessor } from '../stop-lists/stop-list-grown.processor';
import { DayCompletedProcessor } from './day-completed.processor';
import { MonthCompletedProcessor } from './month-completed.processor';
import { ReleaseClearedProcessor } from './release-cleared.processor';

const stack = testStack({ postgres: true, redis: true });
const day = '2026-03-04' as Day;
let service: RunningService;
const children: ChildProcess[] = [];
const queues: Queue[] = [];
let redis: Redis;

const JOB_OF = new Map<unknown, string>([
  [ZonePlanApprovedProcessor, zonePlanApproved.name],
  [PanelIssuedProcessor, panelIssued.name],
  [StopListGrownProcessor, stopListGrown.name],
  [DayCompletedProcessor, dayCompleted.name],
  [MonthCompletedProcessor, monthCompleted.name],
  [ReleaseClearedProcessor, releaseCleared.name],
]);

/** Rings through the real queue, as a producer's relay would. */
async function post(processor: unknown, envelope: { rowId: string; ring: number }): Promise<void> {
  const name = JOB_OF.get(processor)!;
  const queue = new Queue(name, { connection: redis, prefix: '{anonymisation}' });
  queues.push(queue);
  await queue.add(name, envelope, { jobId: `${name}-${envelope.rowId}-0` });
}

/** The service as it is started in earnest: a process of its own, from the build. */
function startProcess(): ChildProcess {
  const environment = Object.entries(service.environment).map(([name, value]) => [name, String(value)]);
  const child = spawn(process.execPath, [join(__dirname, '../../dist/main.js')], {
    env: { ...Object.fromEntries(environment), PATH: process.env['PATH'] },
    stdio: 'ignore',
  });
  children.push(child);
  return child;
}

beforeAll(async () => {
  redis = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
  service = new RunningService(stack);
  await service.prepare();
  service.post = post;
}, 60_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(queues.map((queue) => queue.close()));
  redis.disconnect();
  await service.end();
});

test('killed between noise and commit, its Redis wiped: day and month are measured once, by whoever comes next', async () => {
  await service.dataSource.query(`
    CREATE TABLE slow (one int);
    INSERT INTO slow VALUES (1);
    CREATE FUNCTION sleep_while_slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM slow) THEN PERFORM pg_sleep(30); END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER sleep_while_slow BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION sleep_while_slow()`);
  const first = startProcess();
  await service.approvePlan();
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, [1, 2, 3]), { dataKinds: ['presence', 'return-visits'] });
  await waitFor(async () => (await service.outbox('release.clearance-requested', day)).length > 0, {
    timeoutMs: 120_000,
  });
  await service.clear(day);

  const sleeping = `SELECT pid FROM pg_stat_activity WHERE query LIKE 'INSERT INTO ledger_entry%' AND wait_event = 'PgSleep'`;
  await waitFor(async () => (await service.dataSource.query(sleeping)).length > 0, { timeoutMs: 120_000 });
  first.kill('SIGKILL');
  await flushTestRedis();
  await service.dataSource.query('DELETE FROM slow');
  // What PostgreSQL does when it notices that its client is gone, and the end of the dead process's lease.
  await service.dataSource.query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS backends`);
  await waitFor(async () => (await service.dataSource.query(sleeping)).length === 0);
  expect(await service.countOf('measurement', day)).toBe(0);
  await service.dataSource.query(`UPDATE period_close SET lease_until = now() WHERE period = $1`, [day]);

  const second = startProcess();
  await service.untilState(day, 'CLOSED');
  expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
  expect(await service.countOf('ledger_entry', day)).toBe(OF_A_DAY.measurements);
  expect(await service.outbox('release.published', day)).toHaveLength(OF_A_DAY.announcements);
  expect(await service.releaseFiles()).toHaveLength(OF_A_DAY.releases);

  // The month of that day, likewise.
  const month = monthOf(day);
  await service.dataSource.query('INSERT INTO slow VALUES (1)');
  await service.completeMonth(month);
  await waitFor(async () => (await service.outbox('release.clearance-requested', month)).length > 0, {
    timeoutMs: 120_000,
  });
  await service.clear(month);
  await waitFor(async () => (await service.dataSource.query(sleeping)).length > 0, { timeoutMs: 120_000 });
  second.kill('SIGKILL');
  await service.dataSource.query('DELETE FROM slow');
  await service.dataSource.query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS backends`);
  await waitFor(async () => (await service.dataSource.query(sleeping)).length === 0);
  expect(await service.measured(month)).toEqual({});
  expect(await service.store('return-visits').list()).not.toEqual([]);
  await service.dataSource.query(`UPDATE period_close SET lease_until = now() WHERE period = $1`, [month]);

  const third = startProcess();
  await service.untilState(month, 'CLOSED');
  expect(Object.keys(await service.measured(month))).toHaveLength(3);
  expect(await service.outbox('release.published', month)).toHaveLength(4);
  expect(await service.store('return-visits').list()).toEqual([]);

  const ended = new Promise<number | null>((resolve) => third.once('exit', resolve));
  third.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 480_000);
