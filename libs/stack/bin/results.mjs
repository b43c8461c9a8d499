// Adding up Jest's results. Plain Node, no dependency.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const resultsFolder = (root, project) => join(root, project, 'test-results');

/** The projects of the workspace that have tests, by their folders. */
export function findProjects(root) {
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
export function countTests(root, project) {
  const file = join(resultsFolder(root, project), 'jest.json');
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, note: `${project}: no test results` };
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && !results.success ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
    note: failed > 0 || !results.success ? toNote(`${project}: ${failed} failed`, results) : undefined,
  };
}

/** Names what failed, so that the last lines of a long log are enough to begin with. */
function toNote(title, { testResults = [] }) {
  const names = testResults.flatMap(({ name, status, assertionResults = [] }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => fullName);
    return failed.length > 0 ? failed : status === 'failed' ? [`${name} did not load`] : [];
  });
  return [title, ...names.map((name) => `  ${name}`)].join('\n');
}

/** `Tests: N passed, N failed`, and skipped ones where there are any. */
export function toLine(counts) {
  const sum = (what) => counts.reduce((total, count) => total + count[what], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  return { line: `Tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped}`, failed: sum('failed') };
}
