// Adding up Jest's results. Plain Node, no dependency.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** By target. Stories through the gateway (`e2e`) are a run of their own. */
const RESULTS = { test: 'jest.json', e2e: 'jest-e2e.json' };

export const resultsFolder = (root, project) => join(root, project, 'test-results');

const isFolder = (path) => existsSync(path) && statSync(path).isDirectory();

/** The test runs of the workspace: a project's folder, and the file its results go to. */
export function findRuns(root) {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const expand = (pattern) =>
    pattern.split('/').reduce(
      (folders, part) =>
        folders.flatMap((folder) => {
          const names = part !== '*' ? [part] : isFolder(join(root, folder)) ? readdirSync(join(root, folder)) : [];
          return names.map((name) => (folder === '' ? name : `${folder}/${name}`));
        }),
      [''],
    );
  const projects = workspaces.flatMap(expand).filter((project) => existsSync(join(root, project, 'project.json')));
  return projects.flatMap((project) => {
    const { targets = {} } = JSON.parse(readFileSync(join(root, project, 'project.json'), 'utf8'));
    return Object.entries(RESULTS).flatMap(([target, file]) => (targets[target] ? [{ project, file }] : []));
  });
}

/** Passed, failed and skipped tests of a run. A file that did not load, or results that never came, count as one failure. */
export function countTests(root, { project, file }) {
  const written = join(resultsFolder(root, project), file);
  if (!existsSync(written)) return { passed: 0, failed: 1, skipped: 0, note: `${project}: no test results (${file})` };
  const results = JSON.parse(readFileSync(written, 'utf8'));
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
