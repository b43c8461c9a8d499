import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../story/report';
import { freePort } from '../ports';
import { waitFor } from '../wait';
import { repository } from './options';

const LAUNCHER = join(repository, 'libs', 'stack', 'dist', 'launch.js');

/** More than `until` waits: what it heard shall be said, not that the test took too long. */
const START_MS = 90_000;
const launchedHere: Launched[] = [];

/** Runs the launcher as `npm start` does. */
class Launched {
  /** Both, as they come. */
  output = '';
  /** What went to stdout alone. */
  document = '';
  readonly ended: Promise<number | null>;
  readonly child: ChildProcess;

  constructor(words: string[], environment: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [LAUNCHER, ...words], {
      cwd: repository,
      env: { ...process.env, REDIS_URL: '', INIT_CWD: repository, ...environment },
    });
    this.child.stdout!.on('data', (chunk) => {
      this.output += String(chunk);
      this.document += String(chunk);
    });
    this.child.stderr!.on('data', (chunk) => (this.output += String(chunk)));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    launchedHere.push(this);
  }

  async until(words: string): Promise<void> {
    const isSaid = () => (this.output.includes(words) ? true : this.child.exitCode === null ? undefined : false);
    if (!(await waitFor(isSaid, { timeoutMs: 60_000 }))) throw new Error(`never said "${words}":\n${this.output}`);
  }
}

/** Processes that work in, were started with, or name this folder. */
function findProcessesOf(folder: string): string[] {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return names.filter((name) => {
    try {
      const read = (file: string) => readFileSync(`/proc/${name}/${file}`, 'utf8');
      return [readlinkSync(`/proc/${name}/cwd`), read('cmdline'), read('environ')].some((text) =>
        text.includes(folder),
      );
    } catch {
      return false;
    }
  });
}

describe('npm start', () => {
  let folder: string;
  let home: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passant-launch-'));
    // Not private: PostgreSQL's data stay below it, and its processes can be told by it.
    chmodSync(folder, 0o755);
    home = join(folder, 'home');
  });
  afterEach(async () => {
    for (const launched of launchedHere.splice(0)) {
      launched.child.kill('SIGTERM');
      // One that hangs must not keep the whole run from ending.
      const hangs = setTimeout(() => launched.child.kill('SIGKILL'), 20_000);
      await launched.ended;
      clearTimeout(hangs);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (words: string[], environment?: Record<string, string>) => {
    const launched = new Launched(words, environment);
    return { code: await launched.ended, output: launched.output };
  };

  test('takes a newcomer to a number that a partner bought, and a second start to the same number', async () => {
    const words = ['--exit', '--json', '--people', '1500', '--days', '1', '--home', home];

    const first = await runJson(words);

    const { events, releases, answer, accuracy, panel, ledger, seconds, peakMemoryMb } = first.report;
    expect(first.report.ingested).toBe(true);
    expect(events.read).toBeGreaterThan(10_000);
    expect(events.accepted + events.withoutConsent + events.duplicate + events.rejected).toBe(events.read);
    expect(events.accepted).toBeGreaterThan(0);
    const daily = ['dwell', 'flows', 'origin', 'presence', 'visitors'];
    expect(releases.map(({ product }) => product).sort()).toEqual(daily.flatMap((product) => [product, product]));
    expect(new Set(releases.map(({ purpose }) => purpose)).size).toBe(2);
    for (const release of releases) {
      expect(release.published + release.suppressed + release.noData).toBe(release.figures);
      expect(release.measurements[0]!.rho).toMatch(/^\d+\/\d+$/);
    }
    expect(ledger.length).toBeGreaterThan(2);
    expect(panel.byDay.map(({ group }) => group).sort()).toEqual(['both', 'place-statistics', 'public-planning']);
    expect(answer.data!.presence[0]!.values).toHaveLength(24);
    expect(accuracy!.mechanism!.coverage95).toBeGreaterThan(0.85);
    expect(Object.keys(seconds)).toEqual(expect.arrayContaining(['stack', 'ingest', 'release', 'answer', 'total']));
    expect(peakMemoryMb['ingestion engine']).toBeLessThan(4_000);
    expect(findProcessesOf(folder)).toEqual([]);

    // The queue of the first start is gone and another one takes its place: the rows are the truth.
    const second = await runJson(words, { PATH: '/nowhere' });

    expect(second.report.ingested).toBe(false);
    expect(second.output).toContain('Valkey in WASM takes its place');
    expect(second.output).toContain('nothing was taken in');
    expect(second.report.releases).toEqual(releases);
    expect(second.report.answer).toEqual(answer);
    expect(second.report.events).toEqual(events);
    expect(findProcessesOf(folder)).toEqual([]);
  }, 240_000);

  const runJson = async (words: string[], environment?: Record<string, string>) => {
    const launched = new Launched(words, { PASSANT_PORT: String(await freePort()), ...environment });
    const code = await launched.ended;
    if (code !== 0) throw new Error(`ended with ${code}:\n${launched.output}`);
    return { report: JSON.parse(launched.document) as Report, output: launched.output };
  };

  test('tells its options', async () => {
    const { code, output } = await run(['--help']);

    expect(code).toBe(0);
    for (const option of ['data', 'people', 'consent', 'days', 'seed', 'home', 'exit', 'json', 'help']) {
      expect(output).toContain(`--${option}`);
    }
  });

  test('with options that cannot be starts nothing', async () => {
    const { code, output } = await run(['--people', 'many', '--home', home]);

    expect(code).toBe(1);
    expect(output).toMatch(/--people is "many"[\s\S]*What to do/);
  });

  test('with a wished port that is taken says so and leaves nothing behind', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };

    const { code, output } = await run(['--home', home], { PASSANT_PORT: String(port) });
    await new Promise((resolve) => taken.close(resolve));

    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
    expect(findProcessesOf(folder)).toEqual([]);
  });

  test('with a kit that names a file that is not there says so and leaves nothing behind', async () => {
    const kit = join(folder, 'kit');
    mkdirSync(kit);
    writeFileSync(join(kit, 'kit.json'), JSON.stringify({ ...goodKit(), zones: 'nowhere.geojson' }));
    writeFileSync(join(kit, 'cells.csv'), 'cell_id,site_id,latitude,longitude,directionality,azimuth_angle\n');

    const { code, output } = await run(['--data', kit, '--home', home]);

    expect(code).toBe(1);
    expect(output).toMatch(/names nowhere\.geojson/);
    expect(findProcessesOf(folder)).toEqual([]);
  });

  test.each([
    ['SIGTERM', 'Making a city', '50000'],
    ['SIGINT', 'Migrating the databases', '200'],
    ['SIGINT', 'Starting four services', '200'],
  ] as const)(
    'broken off by %s at "%s" leaves nothing behind',
    async (signal, words, people) => {
      const launched = new Launched(['--people', people, '--home', home]);
      await launched.until(words);
      expect(findProcessesOf(folder)).not.toEqual([]);

      launched.child.kill(signal);

      expect(await launched.ended).toBe(130);
      expect(launched.output).toContain('no process is left behind');
      expect(findProcessesOf(folder)).toEqual([]);
    },
    START_MS,
  );

  test(
    'twice on one home is refused while the first runs',
    async () => {
      const first = new Launched(['--people', '50000', '--home', home]);
      await first.until('Starting PostgreSQL');

      const { code, output } = await run(['--people', '50000', '--home', home]);

      expect(code).toBe(1);
      expect(output).toContain('Passant already runs on');
      first.child.kill('SIGINT');
      await first.ended;
      expect(findProcessesOf(folder)).toEqual([]);
    },
    START_MS,
  );
});

function goodKit() {
  return { name: 'Kit', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-06-08', cells: 'cells.csv' };
}
