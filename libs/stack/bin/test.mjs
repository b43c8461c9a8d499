// `npm test`: every check and every test of every project; the last line adds up Jest's results.
import { rmSync } from 'node:fs';
import { build, checkNode, install, root, runNx } from './prepare.mjs';
import { countTests, findProjects, resultsFolder, toLine } from './results.mjs';

checkNode();
install();
build();
const projects = findProjects(root);
for (const project of projects) rmSync(resultsFolder(root, project), { recursive: true, force: true });

const checks = runNx(
  ['run-many', '-t', 'lint', 'typecheck', 'rings', '--parallel=2', '--output-style=static'],
  'inherit',
);
const test = (...which) => runNx(['run-many', '-t', 'test', ...which, '--output-style=static'], 'inherit');
// The stories through the gateway start everything there is: they have the machine to themselves.
const tests = [test('--exclude=gateway', '--parallel=2'), test('--projects=gateway')];

const counts = projects.map((project) => countTests(root, project));
for (const { note } of counts) if (note !== undefined) console.log(note);
if (checks.status !== 0) console.log('Lint, types or import rings failed: see above.');
if (tests.some(({ status }) => status !== 0)) console.log('Not every project passed its tests: see above.');
const { line, failed } = toLine(counts);
console.log(line);
process.exitCode = checks.status === 0 && tests.every(({ status }) => status === 0) && failed === 0 ? 0 : 1;
