import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait';

/**
 * A process is known by its number *and* when it started: numbers are used again. Records let the next run end what a
 * killed run (SIGKILL, power) left behind, and never anything else.
 */
interface ProcessRecord {
  pid: number;
  started: string;
}

const recordFile = (directory: string, name: string) => join(directory, `${name}.process.json`);

/** When a living process started, in the system's own words; undefined when there is none. Zombies do not live. */
export function startOfProcess(pid: number): string | undefined {
  try {
    if (!existsSync('/proc/self/stat'))
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    // The name in parentheses may hold anything; fields are counted after its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** Whether this process was recorded and still runs. */
export function findRecorded(directory: string, name: string): number | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(recordFile(directory, name), 'utf8')) as ProcessRecord;
    return startOfProcess(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}

export function recordProcess(directory: string, name: string, pid: number): void {
  const record: ProcessRecord = { pid, started: startOfProcess(pid) ?? '' };
  writeFileSync(recordFile(directory, name), JSON.stringify(record), { mode: 0o600 });
}

export function forgetProcess(directory: string, name: string): void {
  rmSync(recordFile(directory, name), { force: true });
}

/** Ends what an earlier run left behind under this name; true when there was something. */
export async function endLeftover(directory: string, name: string, signal: NodeJS.Signals): Promise<boolean> {
  const pid = findRecorded(directory, name);
  if (pid !== undefined) await endProcess(pid, signal, 20_000);
  forgetProcess(directory, name);
  return pid !== undefined;
}

/** Asks a process to end, waits, and after `graceMs` ends it for good. */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const started = startOfProcess(pid);
  if (started === undefined) return;
  const isGone = () => (startOfProcess(pid) === started ? undefined : true);
  sendSignal(pid, signal);
  if (await waitFor(isGone, { timeoutMs: graceMs })) return;
  sendSignal(pid, 'SIGKILL');
  await waitFor(isGone, { timeoutMs: 5_000 });
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone in between.
  }
}
