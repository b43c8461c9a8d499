import { mkdir, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';

const TMPFS = '/dev/shm';
const PREFIX = 'passant-engine-';
const MEGABYTE = 1_000_000;

/** A fresh folder of one session: on tmpfs where the files fit there beside the engine, else under `scratchDirectory`. */
export async function makeSessionDirectory(scratchDirectory: string, room: Room): Promise<string> {
  const base = (await fitsOnTmpfs(room)) ? TMPFS : scratchDirectory;
  await mkdir(base, { recursive: true });
  await sweep(base);
  return mkdtemp(join(base, `${PREFIX}${process.pid}-`));
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
  for (const name of await readdir(base)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(base, name), { recursive: true, force: true });
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
