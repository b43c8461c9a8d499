import { fork } from 'node:child_process';
import { messageOf } from '../errors';
import type { LaunchContext } from '../launch/context';

/** What a program that works for the launcher tells it. */
export type ApartMessage<Progress, Result> =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; result: Result }
  | { kind: 'failed'; message: string; name: string };

/** How the work ended: with a result, with what the program says went wrong, or without a word. */
export type ApartOutcome<Result> =
  Exclude<ApartMessage<never, Result>, { kind: 'progress' }> | { kind: 'ended'; by: string };

export interface Apart<Parameters, Progress> {
  /** Module to run: it calls `workApart`. */
  readonly program: string;
  /** Under which name its memory is told. */
  readonly role: string;
  readonly parameters: Parameters;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Runs work that takes all of a processor in a process of its own, so that the launcher can still hear Ctrl-C. It ends with the launcher.
 */
export function runApart<Parameters, Progress, Result>(
  { signal, memory }: Pick<LaunchContext, 'signal' | 'memory'>,
  { program, role, parameters, onProgress }: Apart<Parameters, Progress>,
): Promise<ApartOutcome<Result>> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [JSON.stringify(parameters)], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (child.pid !== undefined) memory.watch(child.pid, role);
    const end = () => child.kill('SIGKILL');
    signal.addEventListener('abort', end, { once: true });
    let outcome: ApartOutcome<Result> | undefined;
    child.on('message', (message: ApartMessage<Progress, Result>) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else outcome = message;
    });
    child.once('error', reject);
    child.once('exit', (code, endedBy) => {
      signal.removeEventListener('abort', end);
      resolve(outcome ?? { kind: 'ended', by: String(code ?? endedBy) });
    });
  });
}

/** The other side: reads the parameters, works, tells. */
export function workApart<Parameters, Progress, Result>(
  work: (parameters: Parameters, progress: (progress: Progress) => void) => Promise<Result>,
): void {
  const tell = (message: ApartMessage<Progress, Result>) =>
    new Promise<void>((resolve) => process.send!(message, () => resolve()));
  work(JSON.parse(process.argv[2]!) as Parameters, (progress) => void tell({ kind: 'progress', progress }))
    .then((result) => tell({ kind: 'done', result }))
    .catch((thrown: unknown) =>
      tell({
        kind: 'failed',
        message: messageOf(thrown),
        name: thrown instanceof Error ? thrown.name : '',
      }),
    )
    .finally(() => process.disconnect());
}
