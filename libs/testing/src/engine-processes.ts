import { readdirSync, readFileSync } from 'node:fs';

/** Engine processes that this test process has started and that live, by their ids. */
export const engineProcesses = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        return status.includes('Name:\tpassant-engine') && status.includes(`PPid:\t${process.pid}\n`);
      } catch {
        return false;
      }
    });
