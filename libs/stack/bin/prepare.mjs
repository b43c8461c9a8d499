// What must hold before anything of ours can run. Plain Node, no dependency: it runs before `npm install`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Nx as we use it: no daemon, no cloud, no questions, no screen of its own. */
export const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NX_INTERACTIVE: 'false',
};

/** Ends the program with what is wrong and what to do. */
export function give(what, whatToDo) {
  process.stderr.write(`\n${what}\n  What to do: ${whatToDo}\n`);
  process.exit(1);
}

export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const least = engines.node.replace(/^>=/, '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [leastMajor, leastMinor] = least.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  give(`Passant needs Node ${least} or newer; this is Node ${process.versions.node}.`, 'Install a newer Node.');
}

/** Whether `node_modules` holds exactly the versions of the lock file; optional packages may be missing. */
function isInstalled() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  try {
    const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
    const installed = read(installedFile);
    return Object.entries(read(join(root, 'package-lock.json')))
      .filter(([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.optional && !entry.devOptional)
      .every(([path, entry]) => installed[path]?.version === entry.version);
  } catch {
    return false;
  }
}

export function install() {
  if (isInstalled()) return;
  const started = Date.now();
  process.stderr.write('Installing packages (npm ci) ...\n');
  const done = spawnSync('npm', ['ci', '--loglevel=warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.error || done.status !== 0) {
    give(
      `npm ci in ${root} failed${done.error ? ` (${done.error.message})` : ''}; its words stand above.`,
      'Check the network, the disk and that this folder may be written to; then run it again.',
    );
  }
  process.stderr.write(`Packages installed in ${seconds(started)} s.\n`);
}

export function build() {
  buildWith(['run-many', '-t', 'build']);
}

/** Builds what Nx is asked to build, or ends the program with what was said. */
export function buildWith(parameters) {
  const started = Date.now();
  const done = runNx([...parameters, '--output-style=static'], 'pipe');
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
    const { what, whatToDo } = whyNot(done) ?? {
      what: 'Building failed; the compiler’s words stand above.',
      whatToDo: 'Correct the source, or check out a clean state.',
    };
    give(what, whatToDo);
  }
  process.stderr.write(`Built in ${seconds(started)} s.\n`);
}

/** Why Nx came to no end of its own, where it did not. Who catches a signal ends with 128 and its number. */
export function whyNot({ error, signal: killedBy, status }) {
  const signal = killedBy ?? Object.keys(constants.signals).find((name) => constants.signals[name] + 128 === status);
  if (signal) {
    const whatToDo = 'See whether memory ran out (SIGKILL: dmesg says so) or somebody ended it; then run it again.';
    return { what: `Nx was ended by ${signal} before it was done.`, whatToDo };
  }
  if (error) return { what: `Nx could not be run (${error.message}).`, whatToDo: 'Mend that; then run it again.' };
  return undefined;
}

/** `output`: 'pipe' keeps what Nx says, 'inherit' shows it. There is no input: nothing here may wait for a key. */
export const runNx = (parameters, output) =>
  spawnSync(process.execPath, [join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...parameters], {
    cwd: root,
    env: environment,
    stdio: ['ignore', output, output],
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });

const seconds = (started) => ((Date.now() - started) / 1000).toFixed(1);
