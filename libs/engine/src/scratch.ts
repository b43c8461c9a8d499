import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { basename, join } from 'node:path';

const TMPFS = '/dev/shm';
const PREFIX = 'passant-engine-';
const MEGABYTE = 1_000_000;

/** Sessions of this process: in a container the process before had the same id. */
const ours = new Set<string>();

/** A fresh folder of one session: on tmpfs where the files fit there beside the engine, else under `scratchDirectory`. */
export async function makeSessionDirectory(scratchDirectory: string, room: Room): Promise<string> {
  await sweepScratch(scratchDirectory);
  const base = (await fitsOnTmpfs(room)) ? TMPFS : scratchDirectory;
  await mkdir(base, { recursive: true });
  const name = `${PREFIX}${process.pid}-${randomUUID()}`;
  ours.add(name);
  await mkdir(join(base, name), { mode: 0o700 });
  return join(base, name);
}

/**
 * Removes what sessions left behind whose process is gone, in memory and on disk. For the boot of a service: after a power cut
 * opened rows must not lie about until somebody needs the engine again.
 */
export async function sweepScratch(scratchDirectory: string): Promise<void> {
  // Both: where a session will lie says nothing about where a dead one lay.
  await sweep(TMPFS);
  await sweep(scratchDirectory);
}

/** Removes the folder of a session that has ended. */
export async function removeSessionDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  ours.delete(basename(directory));
}

export interface Room {
  readonly filesMegabytes: number;
  readonly engineMegabytes: number;
}

async function fitsOnTmpfs({ filesMegabytes, engineMegabytes }: Room): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(TMPFS);
    const room = (bavail * bsize) / MEGABYTE;
    return room >= filesMegabytes && freemem() / MEGABYTE >= filesMegabytes + engineMegabytes;
  } catch {
    return false;
  }
}

/** Folders of processes that are gone, e.g. after a power cut in a container: the worker removes its own in all other cases. */
async function sweep(base: string): Promise<void> {
  for (const name of await readdir(base).catch(() => [])) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    const isLive = pid === process.pid ? ours.has(name) : isAlive(pid);
    // What another account left behind is for that account to sweep.
    if (pid && !isLive) await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
