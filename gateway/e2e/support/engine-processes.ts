import { readdirSync, readFileSync } from 'node:fs';

/** The engine workers that a service of this home has running now. */
export function findEngines(service: string, home: string): number[] {
  const parents = new Set(
    findProcesses((command, environ) => command.includes(`services/${service}/dist/main.js`) && environ.includes(home)),
  );
  return findProcesses((command) => command.startsWith('passant-engine')).filter((pid) => parents.has(parentOf(pid)));
}

function findProcesses(fits: (command: string, environ: string) => boolean): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => fits(read(pid, 'cmdline'), read(pid, 'environ')));
}

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
