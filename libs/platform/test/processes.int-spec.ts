import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { anonymous, CapturedLogs, internalToken, testEnvironment, testStack, waitFor } from '@passant/testing';
import { DataSource } from 'typeorm';
import { createDataSourceOptions, runMigrations } from '../src';

const stack = testStack({ postgres: true, redis: true });
const children: ChildProcess[] = [];
let dataSource: DataSource;

beforeAll(async () => {
  const options = createDataSourceOptions({ url: stack.databaseUrl, entities: [], migrations: [] });
  await runMigrations(options);
  dataSource = await new DataSource(options).initialize();
  await dataSource.query('CREATE TABLE effects (what text NOT NULL)');
  await dataSource.query('CREATE TABLE begun (what text NOT NULL, pid integer NOT NULL)');
});
afterAll(async () => {
  children.forEach((child) => child.kill('SIGKILL'));
  await dataSource.destroy();
});

interface Running {
  readonly child: ChildProcess;
  readonly logs: CapturedLogs;
  readonly ended: Promise<number | null>;
  url(): Promise<string>;
}

function start(mode: 'work' | 'hang' | 'unhandled'): Running {
  const environment = { ...testEnvironment(stack), LOG_LEVEL: 'info', PATH: process.env['PATH'] };
  const child = spawn(process.execPath, [join(__dirname, 'sample-process.cjs'), mode], {
    env: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const logs = new CapturedLogs();
  child.stdout!.setEncoding('utf8').on('data', (text: string) => logs.write(text));
  const lineOf = (event: string) =>
    logs.text
      .split('\n')
      .filter((line) => line.includes(`"${event}"`))
      .map((line) => JSON.parse(line))[0];
  return {
    child,
    logs,
    ended: new Promise((resolve) => child.on('exit', resolve)),
    url: async () => (await waitFor(() => lineOf('service.ready'), { timeoutMs: 20_000 })).url,
  };
}

const ring = async (what: string): Promise<void> => {
  await dataSource.query(
    `INSERT INTO outbox (id, job, consumer, payload) VALUES ($1, 'effect.wanted', 'consent', $2)`,
    [randomUUID(), JSON.stringify({ what })],
  );
};
const pidsOf = async (what: string): Promise<number[]> =>
  (await dataSource.query('SELECT pid FROM begun WHERE what = $1', [what])).map((row: { pid: number }) => row.pid);
const countEffects = async (what: string): Promise<number> =>
  (await dataSource.query('SELECT count(*)::int AS n FROM effects WHERE what = $1', [what]))[0].n;

describe('a service', () => {
  it('that is killed in the middle of a job loses it to another within 15 seconds', async () => {
    const killed = start('hang');
    await killed.url();
    await ring('killed');
    await waitFor(async () => (await pidsOf('killed')).length === 1);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const killedAt = performance.now();
    const other = start('work');
    await waitFor(async () => (await countEffects('killed')) === 1, { timeoutMs: 20_000 });
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    expect(await pidsOf('killed')).toEqual([killed.child.pid, other.child.pid]);
    other.child.kill('SIGTERM');
    expect(await other.ended).toBe(0);
  }, 60_000);

  it('that is told to stop answers what it was asked, then ends with 0', async () => {
    const running = start('work');
    const url = await running.url();
    await waitFor(async () => (await fetch(`${url}/health`)).status === 200);
    const token = await internalToken(anonymous, { aud: 'consent' });
    const answer = fetch(`${url}/slow`, { headers: { authorization: `Bearer ${token}` } });
    await waitFor(async () => (await pidsOf('slow')).length === 1);
    running.child.kill('SIGTERM');
    expect(await (await answer).text()).toBe('done');
    expect(await running.ended).toBe(0);
    expect(running.logs.text).toContain('service.stopped');
  }, 60_000);

  it('that is told to stop in the middle of a job gives it back and ends with 0', async () => {
    const running = start('hang');
    await running.url();
    await ring('given back');
    await waitFor(async () => (await pidsOf('given back')).length === 1);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    const other = start('work');
    await waitFor(async () => (await countEffects('given back')) === 1, { timeoutMs: 20_000 });
    other.child.kill('SIGTERM');
    expect(await other.ended).toBe(0);
  }, 60_000);

  it('that cannot boot says why and ends with 1', async () => {
    const failing = start('unhandled');
    expect(await failing.ended).toBe(1);
    expect(failing.logs.text).toContain('other.wanted: no handler');
  }, 30_000);
});
