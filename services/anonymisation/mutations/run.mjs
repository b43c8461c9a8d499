// Applies each mutation to a copy of the sources, runs the test that must catch it, and tells which survived.
//   npm run mutations -w services/anonymisation [-- words of names] [--json]
// Needs what the tests need: an install and a build. The working tree is never touched.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTATIONS } from './mutations.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const asJson = process.argv.includes('--json');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = MUTATIONS.filter(({ name }) => words.every((word) => name.includes(word)));
const say = (text) => process.stderr.write(`${text}\n`);

/** Sources as they stand, without what is built or installed; that is linked, and of `dist` only what runs compiled. */
function copyTree() {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (listed.status !== 0) throw new Error('git could not list the sources');
  const copy = mkdtempSync(join(tmpdir(), 'passant-mutations-'));
  const files = listed.stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const project of new Set(files.filter((file) => file.endsWith('/package.json')).map(dirname))) {
    if (existsSync(join(root, project, 'node_modules'))) {
      symlinkSync(join(root, project, 'node_modules'), join(copy, project, 'node_modules'));
    }
    if (existsSync(join(root, project, 'dist'))) symlinkSync(join(root, project, 'dist'), join(copy, project, 'dist'));
  }
  return copy;
}

/** `passed`, `failed`, or `missing` where no test of that name ran (also where the file does not load). */
function runTest(copy, { project, file, name }) {
  const output = join(copy, 'mutation-result.json');
  rmSync(output, { force: true });
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['--config', 'jest.config.cjs', '-w', '1', '--forceExit', '--json', '--outputFile', output],
      ...['--runTestsByPath', file, '--testNamePattern', `^${escape(name)}`],
    ],
    { cwd: join(copy, project), stdio: 'ignore' },
  );
  if (!existsSync(output)) return 'missing';
  const report = JSON.parse(readFileSync(output, 'utf8'));
  const ran = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, fullName }) => fullName.startsWith(name) && ['passed', 'failed'].includes(status));
  if (ran.length === 0) return 'missing';
  return ran.some(({ status }) => status === 'failed') ? 'failed' : 'passed';
}

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function tryMutation(copy, mutation, outcomes) {
  const key = JSON.stringify(mutation.test);
  if (!outcomes.has(key)) outcomes.set(key, runTest(copy, mutation.test));
  if (outcomes.get(key) !== 'passed') return `its test is ${outcomes.get(key)} without it`;
  const path = join(copy, mutation.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(mutation.find).length !== 2) return 'does not apply';
  try {
    writeFileSync(
      path,
      source.replace(mutation.find, () => mutation.replace),
    );
    const outcome = runTest(copy, mutation.test);
    return outcome === 'failed' ? 'caught' : outcome === 'passed' ? 'SURVIVED' : 'its test did not run';
  } finally {
    writeFileSync(path, source);
  }
}

const copy = copyTree();
const results = [];
try {
  const outcomes = new Map();
  for (const mutation of chosen) {
    const outcome = tryMutation(copy, mutation, outcomes);
    results.push({
      mutation: mutation.name,
      file: mutation.file,
      test: `${mutation.test.file}: ${mutation.test.name}`,
      outcome,
    });
    say(`${outcome === 'caught' ? 'caught  ' : outcome}  ${mutation.name}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}

const survived = results.filter(({ outcome }) => outcome !== 'caught');
if (asJson) process.stdout.write(`${JSON.stringify({ mutations: results })}\n`);
else {
  process.stdout.write('| mutation | test | outcome |\n|---|---|---|\n');
  for (const { mutation, test, outcome } of results) process.stdout.write(`| ${mutation} | ${test} | ${outcome} |\n`);
  process.stdout.write(`${results.length - survived.length} of ${results.length} caught\n`);
}
process.exit(survived.length === 0 && results.length > 0 ? 0 : 1);
