import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { messageOf, StackProblem } from '../errors';
import { endProcess } from '../process-record';
import { waitFor } from '../wait';
import type { Environment } from './environments';

export interface ProcessSettings {
  name: string;
  /** Of Node: script and parameters. */
  program: string[];
  currentDirectory: string;
  environment: Environment;
  logFile: string;
}

/** What every process gets of our own environment; nothing else leaks into a service. */
const inherited = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

/** One of our processes: in a process group of its own, so that a Ctrl-C in the terminal reaches it only through us. */
export class RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** Says with what it ended. */
  readonly ended: Promise<string>;
  private hasEnded = false;

  private constructor(
    private readonly settings: ProcessSettings,
    started: { pid: number; ended: Promise<string> },
  ) {
    this.name = settings.name;
    this.pid = started.pid;
    this.ended = started.ended.finally(() => (this.hasEnded = true));
  }

  static start(settings: ProcessSettings): RunningProcess {
    const log = openSync(settings.logFile, 'a', 0o600);
    const child = spawn(process.execPath, settings.program, {
      cwd: settings.currentDirectory,
      env: { ...pick(inherited), ...settings.environment },
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
      child.once('error', (error) => resolve(messageOf(error)));
    });
    if (child.pid === undefined)
      throw new StackProblem(`${settings.name} could not be started.`, 'Check memory and limits.');
    return new RunningProcess(settings, { pid: child.pid, ended });
  }

  get isRunning(): boolean {
    return !this.hasEnded;
  }

  /** Waits until `GET url` answers 200. */
  async untilHealthy(url: string, signal: AbortSignal): Promise<void> {
    const isHealthy = async () => {
      signal.throwIfAborted();
      return this.isRunning ? await answersOk(url) : false;
    };
    if (await waitFor(isHealthy, { timeoutMs: 90_000, intervalMs: 50 })) return;
    throw this.problem(this.isRunning ? 'does not get healthy' : `ended with ${await this.ended} while starting`);
  }

  /** What went wrong with it, with the last words of its log. */
  problem(what: string): StackProblem {
    return new StackProblem(
      `${this.name} ${what}.\n${lastWords(this.settings.logFile)}`,
      `Read ${this.settings.logFile}.`,
    );
  }

  /** SIGKILL to the whole group, as a power cut would. */
  async kill(): Promise<void> {
    if (this.isRunning) process.kill(-this.pid, 'SIGKILL');
    await this.ended;
  }

  /** SIGTERM, time to drain, then the whole group for good. */
  async stop(graceMs = 35_000): Promise<void> {
    if (this.isRunning) await endProcess(this.pid, 'SIGTERM', graceMs);
    await this.ended;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Nobody of the group is left.
    }
  }
}

export const pick = (names: readonly string[]): Environment =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

async function answersOk(url: string): Promise<true | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok ? true : undefined;
  } catch {
    return undefined;
  }
}

/** The last lines of a log: the messages of JSON lines, others as they are. */
function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-12);
  return lines.map((line) => `    ${wordsOf(line)}`.slice(0, 400)).join('\n');
}

interface LogEntry {
  level?: string;
  event?: string;
  msg?: string;
  error?: { type?: string; stack?: string[] };
}

function wordsOf(line: string): string {
  try {
    const { level, event, msg, error } = JSON.parse(line) as LogEntry;
    const words = [level, event, msg, error?.type, error?.stack?.[0]].filter((word) => word);
    return words.length > 0 ? words.join(' ') : line;
  } catch {
    return line;
  }
}
