import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './launch/options';

interface Run {
  project: string;
  file: string;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  note?: string;
}
const { countTests, findRuns, toLine } = jest.requireActual<{
  countTests: (root: string, run: Run) => Counts;
  findRuns: (root: string) => Run[];
  toLine: (counts: Counts[]) => { line: string; failed: number };
}>('../bin/results.mjs');

describe('npm test', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'passant-results-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (project: string, results: object) => {
    mkdirSync(join(root, project, 'test-results'), { recursive: true });
    const none = {
      numPassedTests: 0,
      numFailedTests: 0,
      numRuntimeErrorTestSuites: 0,
      numPendingTests: 0,
      numTodoTests: 0,
    };
    writeFileSync(
      join(root, project, 'test-results', 'jest.json'),
      JSON.stringify({ ...none, success: true, ...results }),
    );
  };

  const count = (project: string) => countTests(root, { project, file: 'jest.json' });

  test('adds up all projects in one plain line', () => {
    write('a', { numPassedTests: 3 });
    write('b', { numPassedTests: 4, numFailedTests: 1, success: false });

    expect(toLine(['a', 'b'].map(count))).toEqual({
      line: 'Tests: 7 passed, 1 failed',
      failed: 1,
    });
  });

  test('names skipped tests', () => {
    write('a', { numPassedTests: 3, numPendingTests: 2 });

    expect(toLine([count('a')]).line).toBe('Tests: 3 passed, 0 failed, 2 skipped');
  });

  test('names the tests that failed', () => {
    const toAssertion = (fullName: string, status: string) => ({ fullName, status });
    write('a', {
      numPassedTests: 1,
      numFailedTests: 1,
      success: false,
      testResults: [
        {
          name: '/a/figures.spec.ts',
          status: 'failed',
          assertionResults: [toAssertion('figures add up', 'failed'), toAssertion('figures are read', 'passed')],
        },
        { name: '/a/broken.spec.ts', status: 'failed', assertionResults: [] },
      ],
    });

    expect(count('a').note).toBe('a: 1 failed\n  figures add up\n  /a/broken.spec.ts did not load');
  });

  test('finds projects by the patterns of the workspace', () => {
    for (const folder of ['services/a/web', 'services/b', 'gateway']) {
      mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, folder, 'project.json'), JSON.stringify({ targets: { test: {} } }));
    }
    writeFileSync(join(root, 'services', 'b', 'file'), '');
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ workspaces: ['libs/*', 'services/*', 'services/*/web', 'gateway'] }),
    );
    expect(findRuns(root).map(({ project }) => project)).toEqual(['services/b', 'services/a/web', 'gateway']);
  });

  test('takes a project without results, a file that did not load, or an unexplained failure for a failed test', () => {
    write('unloaded', { numRuntimeErrorTestSuites: 2, success: false });
    write('unexplained', { numPassedTests: 1, success: false });

    expect(count('missing').failed).toBe(1);
    expect(count('unloaded').failed).toBe(2);
    expect(count('unexplained').failed).toBe(1);
  });

  test('knows every run of this repository, the stories too', () => {
    const runOf = (project: string, file = 'jest.json') => ({ project, file });
    expect(findRuns(repository)).toEqual(
      expect.arrayContaining([
        ...['libs/contracts', 'libs/privacy', 'services/consent', 'services/insights', 'gateway'].map((project) =>
          runOf(project),
        ),
        runOf('gateway', 'jest-e2e.json'),
      ]),
    );
  });
});

describe('npm run redteam', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'passant-nx-'));
    for (const folder of ['libs/stack', 'node_modules/nx/dist/bin']) mkdirSync(join(root, folder), { recursive: true });
    cpSync(join(repository, 'libs/stack/bin'), join(root, 'libs/stack/bin'), { recursive: true });
    writeFileSync(join(root, 'package.json'), JSON.stringify({ engines: { node: '>=20.0.0' } }));
    for (const file of ['package-lock.json', 'node_modules/.package-lock.json'])
      writeFileSync(join(root, file), JSON.stringify({ packages: {} }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** With an Nx that does nothing but this. */
  const runWith = (nx: string) => {
    writeFileSync(join(root, 'node_modules/nx/dist/bin/nx.js'), nx);
    return spawnSync(process.execPath, [join(root, 'libs/stack/bin/redteam.mjs'), '--json'], { encoding: 'utf8' });
  };

  test.each([
    ['SIGKILL', `process.kill(process.pid, 'SIGKILL')`],
    ['SIGTERM', `process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 10_000)`],
    ['SIGTERM', 'process.exit(143)'],
  ])('says that Nx was ended by %s, and what to do (%s)', (signal, nx) => {
    const { status, stdout, stderr } = runWith(nx);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Nx was ended by ${signal} before it was done.\n  What to do: `);
  });

  test('shows what the compiler said where building failed', () => {
    const { status, stdout, stderr } = runWith(`console.log('a type is wrong'); process.exitCode = 1`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^a type is wrong\n\nBuilding failed; the compiler’s words stand above\./);
  });
});

describe('npm run bench', () => {
  test('refuses a row that there is not, names those that there are, and measures nothing', () => {
    const bench = join(repository, 'libs/stack/bin/bench.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [bench, 'anonymise', 'sell', '--json'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('There is no row sell.');
    expect(stderr).toContain('[anonymise|consent|propagation|query|export]');
  });
});

describe('npm start', () => {
  test('writes to stdout what the launcher writes, and nothing of npm’s own', () => {
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NX|npm)_/i.test(name)));
    const { status, stdout } = spawnSync('npm', ['start', '--', '--help'], {
      cwd: repository,
      env: environment,
      encoding: 'utf8',
    });

    expect(status).toBe(0);
    expect(stdout).toMatch(/^npm start -- \[options\]\n/);
  });
});

describe('.ci/run', () => {
  test('may be run, and is good shell', () => {
    const script = join(repository, '.ci', 'run');

    expect(statSync(script).mode & 0o111).not.toBe(0);
    expect(spawnSync('bash', ['-n', script]).status).toBe(0);
  });
});
