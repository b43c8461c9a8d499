// `npm test`: every check and every test of every project; the last line adds up Jest's results.
import { rmSync } from 'node:fs';
import { build, checkNode, install, root, runNx } from './prepare.mjs';
import { countTests, findRuns, resultsFolder, toLine } from './results.mjs';

checkNode();
install();
build();
const runs = findRuns(root);
for (const { project } of runs) rmSync(resultsFolder(root, project), { recursive: true, force: true });

const checks = runNx(
  ['run-many', '-t', 'lint', 'typecheck', 'rings', '--parallel=2', '--output-style=static'],
  'inherit',
);
const runTests = (target, parallel) =>
  runNx(['run-many', '-t', target, `--parallel=${parallel}`, '--output-style=static'], 'inherit');
// More than two at a time on two cores made all of them slower. The stories start everything there is: one at a time.
const tests = [runTests('test', 2), runTests('e2e', 1)];

const counts = runs.map((run) => countTests(root, run));
for (const { note } of counts) if (note !== undefined) console.log(note);
if (checks.status !== 0) console.log('Lint, types or import rings failed: see above.');
if (tests.some(({ status }) => status !== 0)) console.log('Not every project passed its tests: see above.');
const { line, failed } = toLine(counts);
console.log(line);
process.exitCode = checks.status === 0 && tests.every(({ status }) => status === 0) && failed === 0 ? 0 : 1;
