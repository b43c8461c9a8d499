import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf, StackProblem } from '../errors';
import { isReachableByNobody, isRoot, NOBODY } from './native';

const ELSEWHERE = '/var/lib/passant';

/** Beside the data, in the home: who has it may open them. */
export const passwordFileOf = (wished: string): string => `${wished}.password`;

/**
 * Where the data really lie. As root, PostgreSQL runs as another account; under a folder which that account may not
 * enter (`/root`, a private temporary folder) the data go to `/var/lib/passant/<hash of the wished path>`.
 */
export function prepareDataDirectory(wished: string): string {
  try {
    mkdirSync(dirname(wished), { recursive: true });
    if (!isRoot()) return makeFolder(wished);
    removeOrphans();
    const directory = isReachableByNobody(dirname(wished)) ? wished : elsewhere(wished);
    makeFolder(directory);
    chownSync(directory, NOBODY.uid, NOBODY.gid);
    return directory;
  } catch (thrown) {
    throw new StackProblem(
      `The folder for PostgreSQL's data, ${wished}, cannot be used (${messageOf(thrown)}).`,
      'Choose a folder you may write to with --home.',
    );
  }
}

function makeFolder(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  return directory;
}

function elsewhere(wished: string): string {
  const folder = join(ELSEWHERE, createHash('sha256').update(wished).digest('hex').slice(0, 16));
  // Somebody deleted the home and made a new one of the same name: the old data must not come back to life in it.
  if (!existsSync(passwordFileOf(wished))) rmSync(folder, { recursive: true, force: true });
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  chmodSync(ELSEWHERE, 0o755);
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'belongs-to'), wished);
  return join(folder, 'data');
}

/** Data of temporary folders that are gone. Others may lie on a disk that is only not mounted. */
function removeOrphans(): void {
  for (const name of existsSync(ELSEWHERE) ? readdirSync(ELSEWHERE) : []) {
    const owner = join(ELSEWHERE, name, 'belongs-to');
    const wished = existsSync(owner) ? readFileSync(owner, 'utf8') : undefined;
    if (wished?.startsWith(`${tmpdir()}/`) && !existsSync(dirname(wished))) {
      rmSync(join(ELSEWHERE, name), { recursive: true, force: true });
    }
  }
}
