import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { freePort } from '../../../libs/stack/src/ports';

export const repository = resolve(__dirname, '../../..');
const LAUNCHER = join(repository, 'libs', 'stack', 'dist', 'launch.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

const running = new Set<ChildProcess>();

/** What `npm start -- …` runs once everything is installed and built. */
export async function npmStart(...words: string[]): Promise<Finished> {
  const startedMs = performance.now();
  // A port of its own: other tests start stacks at the same time.
  const environment = { ...process.env, INIT_CWD: repository, PASSANT_PORT: String(await freePort()), REDIS_URL: '' };
  const child = spawn(process.execPath, [LAUNCHER, ...words], {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  }
  return new Promise((done) => {
    child.once('close', (code) => {
      running.delete(child);
      done({ code, ...said, seconds: (performance.now() - startedMs) / 1_000 });
    });
  });
}

/** For tests that end early: everything drains, nothing is left behind. */
export async function endLaunchers(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      return ended;
    }),
  );
}
