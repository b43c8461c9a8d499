import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { messageOf, StackProblem } from '../errors';
import { freePort, isPortFree } from '../ports';
import { endLeftover, endProcess, forgetProcess, recordProcess, startOfProcess } from '../process-record';
import { waitFor } from '../wait';
import { passwordFileOf, prepareDataDirectory } from './data-directory';
import { isRoot, nativeDirectory, NOBODY } from './native';

export interface PostgresSettings {
  /** Where the data lie; made when missing. Beside it: `<dataDirectory>.password` and `<dataDirectory>.log`. */
  dataDirectory: string;
  /** A free one when not given. */
  port?: number;
  /** False gives up durability for speed: for tests. */
  isDurable?: boolean;
  /** Keeps a Ctrl-C in the terminal from reaching PostgreSQL before the services have drained. */
  ownProcessGroup?: boolean;
}

export interface RunningPostgres {
  port: number;
  pid: number;
  /** Of database `postgres`, with password. */
  superuserUrl: string;
  stop(): Promise<void>;
}

const SUPERUSER = 'passant';

/** Starts PostgreSQL from npm on 127.0.0.1, also as root, also where a killed run left its lock or itself behind. */
export async function startPostgres(settings: PostgresSettings): Promise<RunningPostgres> {
  const native = nativeDirectory();
  const directory = prepareDataDirectory(settings.dataDirectory);
  const files = { password: passwordFileOf(settings.dataDirectory), log: `${settings.dataDirectory}.log` };
  await endLeftover(dirname(settings.dataDirectory), 'postgres', 'SIGINT');
  const password = initialise({ native, directory, passwordFile: files.password, logFile: files.log });
  removeStaleLock(directory);

  const port = await portFor(settings.port);
  const log = openSync(files.log, 'a', 0o600);
  const child = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', directory, ...options(port, settings.isDurable ?? true)],
    {
      ...asAccount(native),
      detached: settings.ownProcessGroup ?? false,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const superuserUrl = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(child, superuserUrl, files.log);
  const pid = child.pid!;
  recordProcess(dirname(settings.dataDirectory), 'postgres', pid);
  return {
    port,
    pid,
    superuserUrl,
    stop: async () => {
      await endProcess(pid, 'SIGINT', 20_000);
      forgetProcess(dirname(settings.dataDirectory), 'postgres');
    },
  };
}

function asAccount(native: string) {
  return {
    cwd: '/',
    env: { LD_LIBRARY_PATH: join(native, 'lib'), PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    ...(isRoot() ? NOBODY : {}),
  };
}

/** Errors are logged without the statement, its parameters or the row that caused them. */
const options = (port: number, isDurable: boolean): string[] =>
  Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function initialise(place: { native: string; directory: string; passwordFile: string; logFile: string }): string {
  const isInitialised = existsSync(join(place.directory, 'PG_VERSION'));
  if (isInitialised && existsSync(place.passwordFile)) return readFileSync(place.passwordFile, 'utf8').trim();
  if (isInitialised) {
    throw new StackProblem(
      `${place.directory} holds databases, but their password file ${place.passwordFile} is gone.`,
      `Put the file back, or delete both and start anew.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  const made = runInitdb(place, password);
  if (made.status !== 0) {
    writeFileSync(place.logFile, `${made.stdout ?? ''}${made.stderr ?? ''}${messageOf(made.error ?? '')}`, {
      mode: 0o600,
    });
    throw new StackProblem(
      `PostgreSQL could not make its data folder ${place.directory}.`,
      `Read ${place.logFile}; mostly the disk is full or the folder not writable.`,
    );
  }
  writeFileSync(place.passwordFile, password, { mode: 0o600 });
  return password;
}

/** initdb takes the password from a file only; it is readable by its account alone and gone afterwards. */
function runInitdb(place: { native: string; directory: string }, password: string) {
  const passwordFile = `${place.directory}.initial`;
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (isRoot()) chownSync(passwordFile, NOBODY.uid, NOBODY.gid);
    const options = ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'];
    return spawnSync(join(place.native, 'bin', 'initdb'), ['-D', place.directory, '-U', SUPERUSER, ...options], {
      ...asAccount(place.native),
      encoding: 'utf8',
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A killed run leaves `postmaster.pid`; its number may belong to somebody else by now. */
function removeStaleLock(directory: string): void {
  const lock = join(directory, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (startOfProcess(pid) !== undefined && commandOf(pid).includes(directory)) {
    throw new StackProblem(
      `PostgreSQL already runs on ${directory} (process ${pid}).`,
      'End the program that started it, or choose another folder with --home.',
    );
  }
  rmSync(lock, { force: true });
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

async function portFor(wished: number | undefined): Promise<number> {
  if (wished === undefined) return freePort();
  if (await isPortFree(wished)) return wished;
  throw new StackProblem(`Port ${wished}, wished for PostgreSQL, is in use.`, 'Choose another port, or none.');
}

async function untilReady(child: ChildProcess, superuserUrl: string, logFile: string): Promise<void> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = messageOf(error)));
  child.once('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`));
  const isReady = await waitFor(async () => (failure !== undefined ? false : await answers(superuserUrl)), {
    timeoutMs: 60_000,
  });
  if (isReady) return;
  if (child.pid !== undefined) await endProcess(child.pid, 'SIGINT', 5_000);
  throw new StackProblem(
    `PostgreSQL did not start (${failure ?? 'no answer within 60 s'}).`,
    `Read the end of ${logFile}; mostly the disk is full or memory short.`,
  );
}

async function answers(url: string): Promise<true | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
