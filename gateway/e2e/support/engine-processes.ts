import { readdirSync, readFileSync } from 'node:fs';

/** The engine workers that a service of this home has running now. */
export function findEngines(service: string, home: string): number[] {
  const parents = new Set(findServices(service, home));
  return findProcesses((command) => command.startsWith('passant-engine')).filter((pid) => parents.has(parentOf(pid)));
}

/** The one process of a service of this home. */
export function findService(service: string, home: string): number {
  const found = findServices(service, home);
  if (found.length !== 1) throw new Error(`${found.length} processes of ${service} run`);
  return found[0]!;
}

const findServices = (service: string, home: string): number[] =>
  findProcesses((command, environ) => command.includes(`services/${service}/dist/main.js`) && environ.includes(home));

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
