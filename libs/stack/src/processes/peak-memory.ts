import { readdirSync, readFileSync } from 'node:fs';

/** Peak memory of processes and of what they start, by role. Linux only; elsewhere it knows nothing but ourselves. */
export class PeakMemory {
  private readonly roots = new Map<number, string>();
  private readonly peaks = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(intervalMs = 200) {
    this.watch(process.pid, 'launcher');
    this.timer = setInterval(() => this.sample(), intervalMs);
    this.timer.unref();
  }

  watch(pid: number, role: string): void {
    this.roots.set(pid, role);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Megabytes (10⁶ bytes) of the largest process of each role. */
  megabytes(): Record<string, number> {
    this.sample();
    if (this.peaks.size === 0) return { launcher: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6) };
    return Object.fromEntries(
      [...this.peaks].sort().map(([role, kilobytes]) => [role, Math.round((kilobytes * 1024) / 1e6)]),
    );
  }

  private sample(): void {
    const processes = readProcesses();
    for (const [pid, { command, peakKilobytes }] of processes) {
      const role = this.roleOf(pid, command, processes);
      if (role !== undefined) this.peaks.set(role, Math.max(this.peaks.get(role) ?? 0, peakKilobytes));
    }
  }

  private roleOf(pid: number, command: string, processes: ReadonlyMap<number, SeenProcess>): string | undefined {
    for (let ancestor: number | undefined = pid; ancestor !== undefined; ancestor = processes.get(ancestor)?.parent) {
      const role = this.roots.get(ancestor);
      if (role !== undefined) return command.startsWith('passant-engine') ? `${role} engine` : role;
    }
    return undefined;
  }
}

interface SeenProcess {
  parent: number;
  command: string;
  peakKilobytes: number;
}

function readProcesses(): Map<number, SeenProcess> {
  const seen = new Map<number, SeenProcess>();
  for (const name of listProcesses()) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const field = (label: string) => Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      seen.set(Number(name), { parent: field('PPid'), command, peakKilobytes: field('VmHWM') });
    } catch {
      // Ended in between.
    }
  }
  return seen;
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
