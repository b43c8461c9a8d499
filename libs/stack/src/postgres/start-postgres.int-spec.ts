import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { forgetProcess, startOfProcess } from '../process-record';
import { ensureDatabase } from './ensure-database';
import { isReachableByNobody } from './native';
import { type RunningPostgres, startPostgres } from './start-postgres';

const ask = async (url: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

describe('PostgreSQL', () => {
  let folder: string;
  let dataDirectory: string;
  const running: RunningPostgres[] = [];
  const start = async (port?: number) => {
    const postgres = await startPostgres({ dataDirectory, port, isDurable: false });
    running.push(postgres);
    return postgres;
  };

  beforeEach(() => {
    // A private folder: as root, the account that PostgreSQL runs as may not enter it.
    folder = mkdtempSync(join(tmpdir(), 'passant-postgres-'));
    dataDirectory = join(folder, 'data');
  });
  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('starts from npm, as root too, never runs as root, and keeps its data over a restart', async () => {
    const first = await start();
    const account = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${first.pid}/status`, 'utf8'))?.[1];
    expect(account).not.toBe('0');
    await ask(first.superuserUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    expect(startOfProcess(first.pid)).toBeUndefined();

    const second = await start();

    expect(await ask(second.superuserUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('survives a lock that a killed run left behind, and the killed run itself', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    const second = await start();
    expect(await ask(second.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    // The launcher was killed, PostgreSQL was not: the next run ends it.
    const third = await start();

    expect(startOfProcess(second.pid)).toBeUndefined();
    expect(await ask(third.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('does not take a running database from somebody else', async () => {
    await start();
    forgetProcess(folder, 'postgres');

    await expect(start()).rejects.toThrow(/already runs on[\s\S]*What to do/);
  });

  test('says what to do when the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await expect(start(port)).rejects.toThrow(`Port ${port}, wished for PostgreSQL, is in use`);
    await new Promise((resolve) => taken.close(resolve));
  });

  test('says what to do when the data lost their password', async () => {
    // A folder that every account may enter: the data lie in it, as root too.
    chmodSync(folder, 0o755);
    await (await start()).stop();
    rmSync(`${dataDirectory}.password`);

    await expect(start()).rejects.toThrow('password file');
  });

  test('is empty in a home that was deleted and made again', async () => {
    const first = await start();
    await ask(first.superuserUrl, 'CREATE TABLE old AS SELECT 1 AS one');
    await first.stop();
    rmSync(folder, { recursive: true });
    mkdirSync(folder, { mode: 0o700 });

    const second = await start();

    await expect(ask(second.superuserUrl, 'SELECT one FROM old')).rejects.toThrow('does not exist');
  });

  test('says what to do when the folder cannot be used', async () => {
    writeFileSync(join(folder, 'file'), '');
    dataDirectory = join(folder, 'file', 'data');

    await expect(start()).rejects.toThrow(/cannot be used[\s\S]*--home/);
  });

  test('gives each service a database that no other service may enter', async () => {
    const postgres = await start();
    const consent = await ensureDatabase(postgres.superuserUrl, 'consent', 'first-password');
    await ensureDatabase(postgres.superuserUrl, 'insights', 'other-password');

    await ask(consent, 'CREATE TABLE own (id int)');
    expect(await ask(consent, 'SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      { current_user: 'consent', rolsuper: false },
    ]);
    for (const foreign of ['insights', 'postgres', 'template1']) {
      await expect(ask(consent.replace(/\/consent$/, `/${foreign}`), 'SELECT 1')).rejects.toThrow('permission denied');
    }
    await expect(ask(consent.replace('first-password', 'guess'), 'SELECT 1')).rejects.toThrow('authentication');
  });

  test('may be asked for the same database again, with a new password', async () => {
    const postgres = await start();
    const first = await ensureDatabase(postgres.superuserUrl, 'consent', 'one');
    await ask(first, 'CREATE TABLE own AS SELECT 1 AS one');

    const second = await ensureDatabase(postgres.superuserUrl, 'consent', 'two');

    expect(await ask(second, 'SELECT one FROM own')).toEqual([{ one: 1 }]);
    await expect(ensureDatabase(postgres.superuserUrl, 'a"; DROP', 'x')).rejects.toThrow('not a database name');
  });

  test('keeps rows and parameters out of its log', async () => {
    const postgres = await start();
    await ask(postgres.superuserUrl, 'CREATE TABLE numbers (number text PRIMARY KEY)');
    const insert = "INSERT INTO numbers VALUES ('+15551234567')";
    await ask(postgres.superuserUrl, insert);

    await expect(ask(postgres.superuserUrl, insert)).rejects.toThrow('duplicate');

    const log = readFileSync(`${dataDirectory}.log`, 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('+15551234567');
  });

  test('knows which folders another account may enter', () => {
    expect(isReachableByNobody('/usr/bin')).toBe(true);
    expect(isReachableByNobody(join(folder, 'inside'))).toBe(false);
    expect(existsSync(folder)).toBe(true);
  });
});
