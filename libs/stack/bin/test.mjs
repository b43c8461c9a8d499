// `npm test`: every check and every test of every project; the last line adds up Jest's results.
import { rmSync } from 'node:fs';
import { build, checkNode, install, root, runNx, whyNot } from './prepare.mjs';
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
// More than two at a time on two cores made all of them slower. The stories, which start everything there is, are one of the two for a while.
const tests = runNx(['run-many', '-t', 'test', 'e2e', '--parallel=2', '--output-style=static'], 'inherit');

const counts = runs.map((run) => countTests(root, run));
for (const { note } of counts) if (note !== undefined) console.log(note);
for (const { what } of [checks, tests].map(whyNot).filter(Boolean)) console.log(what);
if (checks.status !== 0) console.log('Lint, types or import rings failed: see above.');
if (tests.status !== 0) console.log('Not every project passed its tests: see above.');
const { line, failed } = toLine(counts);
console.log(line);
process.exitCode = checks.status === 0 && tests.status === 0 && failed === 0 ? 0 : 1;
