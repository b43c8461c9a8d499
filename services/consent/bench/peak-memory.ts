import { readdirSync, readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 100;

/** The most that a process and all that it started held at once, in megabytes, while `work` ran (Linux: from /proc). */
export async function peakMemoryDuring<T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ result: T; peakMegabytes: number }> {
  let peakMegabytes = 0;
  const look = (): void => {
    peakMegabytes = Math.max(peakMegabytes, residentMegabytes(pid));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  try {
    look();
    const result = await work();
    look();
    return { result, peakMegabytes };
  } finally {
    clearInterval(timer);
  }
}

function residentMegabytes(pid: number): number {
  const parents = new Map<number, { parent: number; kilobytes: number }>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const status = readStatus(name);
    if (status) parents.set(Number(name), status);
  }
  const belongs = (id: number): boolean => {
    for (let at = id; at > 1; at = parents.get(at)?.parent ?? 0) if (at === pid) return true;
    return false;
  };
  return [...parents].reduce((sum, [id, { kilobytes }]) => sum + (belongs(id) ? kilobytes / 1000 : 0), 0);
}

function readStatus(pid: string): { parent: number; kilobytes: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return { parent: field('PPid'), kilobytes: field('VmRSS') };
  } catch {
    return undefined; // it ended meanwhile
  }
}
