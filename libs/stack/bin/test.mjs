// `npm test`: every check and every test of every project; the last line adds up Jest's results.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, install, root, runNx } from './prepare.mjs';

const resultsOf = (project) => join(root, project, 'test-results', 'jest.json');

/** The projects of the workspace that have tests, by their folders. */
function findProjects() {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces
    .flatMap((pattern) =>
      pattern.endsWith('/*')
        ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => `${pattern.slice(0, -1)}${name}`)
        : [pattern],
    )
    .filter((project) => existsSync(join(root, project, 'project.json')))
    .filter((project) => JSON.parse(readFileSync(join(root, project, 'project.json'), 'utf8')).targets?.test);
}

/** Passed, failed and skipped tests of a project. A file that did not load, or results that never came, count as one failure. */
function countTests(project) {
  const file = resultsOf(project);
  if (!existsSync(file)) {
    console.log(`${project}: no test results`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && !results.success ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

checkNode();
install();
const projects = findProjects();
for (const project of projects) rmSync(join(root, project, 'test-results'), { recursive: true, force: true });

const checks = runNx(
  ['run-many', '-t', 'lint', 'typecheck', 'rings', '--parallel=2', '--output-style=static'],
  'inherit',
);
const tests = runNx(['run-many', '-t', 'test', '--parallel=2', '--output-style=static'], 'inherit');

const counts = projects.map(countTests);
const sum = (what) => counts.reduce((total, count) => total + count[what], 0);
if (checks.status !== 0) console.log('Lint, types or import rings failed: see above.');
if (tests.status !== 0) console.log('Not every project passed its tests: see above.');
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`Tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exitCode = checks.status === 0 && tests.status === 0 && sum('failed') === 0 ? 0 : 1;
