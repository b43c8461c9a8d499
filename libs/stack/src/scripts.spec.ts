import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
