import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeSessionDirectory, removeSessionDirectory, sweepScratch } from './scratch';

const scratch = mkdtempSync(join(tmpdir(), 'passant-scratch-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const ANY = { filesMegabytes: 1, engineMegabytes: 1 };
const ON_DISK = { filesMegabytes: 1e9, engineMegabytes: 1 };

/** What a process of this id left behind: opened rows. */
function leaveBehind(base: string, pid: number): string {
  const folder = join(base, `passant-engine-${pid}-left`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'upload.csv'), 'rows');
  return folder;
}

const deadPid = (): number => spawnSync('true').pid;

describe('folders of sessions', () => {
  it('are fresh, and live ones of this process are left alone', async () => {
    const one = await makeSessionDirectory(scratch, ON_DISK);
    const other = await makeSessionDirectory(scratch, ON_DISK);
    expect(readdirSync(scratch).sort()).toEqual([basename(one), basename(other)].sort());
    await removeSessionDirectory(one);
    await removeSessionDirectory(other);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it.each([
    ['a process that is gone', deadPid],
    ['an earlier process of our own id, as in a container that was started again', () => process.pid],
  ])('of %s are removed', async (_, pid) => {
    const left = leaveBehind(scratch, pid());
    await removeSessionDirectory(await makeSessionDirectory(scratch, ON_DISK));
    expect(existsSync(left)).toBe(false);
  });

  it.each([
    ['disk', ON_DISK],
    ['memory, where there is room', ANY],
  ])('are looked for on disk also when this session lies on %s', async (_, room) => {
    const left = leaveBehind(scratch, deadPid());
    await removeSessionDirectory(await makeSessionDirectory(scratch, room));
    expect(existsSync(left)).toBe(false);
  });

  it('are removed by a sweep without a session', async () => {
    const left = leaveBehind(scratch, deadPid());
    await sweepScratch(scratch);
    expect(existsSync(left)).toBe(false);
  });

  it('of processes that live are theirs', async () => {
    const theirs = leaveBehind(scratch, process.ppid);
    await removeSessionDirectory(await makeSessionDirectory(scratch, ON_DISK));
    expect(existsSync(theirs)).toBe(true);
    rmSync(theirs, { recursive: true });
  });
});
